// For tests only: a server that runs for the length of a test, what tests ask of it, and a certificate for it.
#pragma once

#include "web/client.hpp"
#include "web/server.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hearth::web {

/// A certificate for 127.0.0.1 and localhost that signs itself, in a folder that goes with it.
class TestCertificate {
 public:
  TestCertificate() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hearth-web-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    write();
  }
  TestCertificate(const TestCertificate&) = delete;
  TestCertificate& operator=(const TestCertificate&) = delete;
  ~TestCertificate() { std::filesystem::remove_all(folder_); }

  std::string cert_file() const { return folder_ / "cert.pem"; }
  std::string key_file() const { return folder_ / "key.pem"; }

  /// A new key and certificate in the same files.
  void write() const {
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    std::unique_ptr<X509, decltype(&X509_free)> cert(X509_new(), X509_free);
    X509_set_version(cert.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), 3600);
    X509_set_pubkey(cert.get(), key.get());
    X509_NAME* name = X509_get_subject_name(cert.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(cert.get(), name);
    std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1"), X509_EXTENSION_free);
    X509_add_ext(cert.get(), names.get(), -1);
    X509_sign(cert.get(), key.get(), EVP_sha256());

    using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;
    PEM_write_X509(File(std::fopen(cert_file().c_str(), "w"), std::fclose).get(), cert.get());
    PEM_write_PrivateKey(File(std::fopen(key_file().c_str(), "w"), std::fclose).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  }

 private:
  std::filesystem::path folder_;
};

using namespace std::chrono_literals;
using Done = std::function<void(Reply)>;
using Time = std::chrono::steady_clock;

inline Config config_with(Handler handler) {
  Config config;
  config.handler = std::move(handler);
  return config;
}

inline Config echo() {
  return config_with([](std::shared_ptr<const Request> request, Done done) {
    done(Reply::text(std::string(to_string(request->method)) + " " + request->path + " " + request->body));
  });
}

struct Running {
  explicit Running(Config config) : server(std::move(config)) {
    auto started = server.start();
    EXPECT_TRUE(started) << started.error().front().sentence;
  }
  Client client(std::string ca_file = "", std::chrono::milliseconds timeout = 10s) {
    auto connected = Client::connect({.port = server.port(), .ca_file = std::move(ca_file), .timeout = timeout});
    EXPECT_TRUE(connected) << connected.error().front().sentence;
    return std::move(*connected);
  }
  std::string head(const std::string& line, const std::string& headers = "") const {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n" + headers + "\r\n";
  }
  Server server;
};

template <class Condition>
bool soon(Condition holds, std::chrono::milliseconds limit = 5s) {
  for (auto end = Time::now() + limit; Time::now() < end; std::this_thread::sleep_for(2ms))
    if (holds()) return true;
  return holds();
}

/// Holds every answer back until it is let go.
class Gatekeeper {
 public:
  Handler handler() {
    return [this](std::shared_ptr<const Request>, Done done) {
      std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(done));
    };
  }
  std::size_t waiting() {
    std::lock_guard lock(mutex_);
    return waiting_.size();
  }
  void let_go() {
    std::lock_guard lock(mutex_);
    for (auto& done : waiting_) done(Reply::text("at last"));
    waiting_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<Done> waiting_;
};

}  // namespace hearth::web

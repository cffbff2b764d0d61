// For tests only: a certificate for 127.0.0.1 and localhost that signs itself, written to a folder that goes with it.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace hearth::web {

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

}  // namespace hearth::web

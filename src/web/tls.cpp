#include "web/tls.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>

#include <sys/socket.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

namespace hearth::web {
namespace {

constexpr long kept_sessions = 4'096;
constexpr long session_seconds = 300;

int socket_of(BIO* bio) { return int(reinterpret_cast<std::intptr_t>(BIO_get_data(bio))); }

int settle(BIO* bio, ssize_t moved) {
  BIO_clear_retry_flags(bio);
  return int(moved);
}

// OpenSSL's own socket BIO calls write(), which raises SIGPIPE when the browser has gone; these do not.
int bio_write(BIO* bio, const char* bytes, int size) {
  ssize_t sent = settle(bio, ::send(socket_of(bio), bytes, std::size_t(size), MSG_NOSIGNAL | MSG_DONTWAIT));
  if (sent < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
  return int(sent);
}

int bio_read(BIO* bio, char* bytes, int size) {
  ssize_t got = settle(bio, ::recv(socket_of(bio), bytes, std::size_t(size), MSG_DONTWAIT));
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
  return int(got);
}

long bio_control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

int choose_http11(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered, unsigned int size, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* match = nullptr;
  // A client that speaks something else only is most likely not meant for us (ALPACA, 2021).
  if (SSL_select_next_proto(&match, length, ours, sizeof ours - 1, offered, size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = match;
  return SSL_TLSEXT_ERR_OK;
}

std::string last_error() {
  unsigned long code = ERR_peek_last_error();
  const char* text = code ? ERR_reason_error_string(code) : nullptr;
  ERR_clear_error();
  return text ? text : "unknown reason";
}

}  // namespace

Result<std::shared_ptr<TlsContext>> TlsContext::load(const Tls& files) {
  ERR_clear_error();
  auto tls = std::make_shared<TlsContext>();
  tls->context_.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* context = tls->context_.get();
  static const int kind = BIO_get_new_index();  // OpenSSL has few of them, so one for all contexts
  tls->socket_method_.reset(BIO_meth_new(kind | BIO_TYPE_SOURCE_SINK, "hearth socket"));
  BIO_METHOD* method = tls->socket_method_.get();
  if (!context || !method) return refuse("tls", "TLS cannot be started: " + last_error());
  BIO_meth_set_write(method, bio_write);
  BIO_meth_set_read(method, bio_read);
  BIO_meth_set_ctrl(method, bio_control);

  SSL_CTX_set_security_level(context, 2);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  static constexpr unsigned char session_context[] = "hearth";
  SSL_CTX_set_session_id_context(context, session_context, sizeof session_context - 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_SERVER);
  SSL_CTX_sess_set_cache_size(context, kept_sessions);
  SSL_CTX_set_timeout(context, session_seconds);
  SSL_CTX_set_alpn_select_cb(context, choose_http11, nullptr);
  bool strict = SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
                SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
                SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") == 1;
  if (!strict) return refuse("tls", "This OpenSSL does not have the ciphers that Hearth needs: " + last_error());

  SSL_CTX_set_default_passwd_cb(context, [](char*, int, int, void*) { return -1; });  // a server has nobody to ask
  if (SSL_CTX_use_certificate_chain_file(context, files.cert_file.c_str()) != 1)
    return refuse("tls", "The certificate " + files.cert_file + " cannot be read as PEM: " + last_error());
  if (SSL_CTX_use_PrivateKey_file(context, files.key_file.c_str(), SSL_FILETYPE_PEM) != 1)
    return refuse("tls",
                  "The key " + files.key_file + " cannot be read as PEM without a password, or is not the certificate's: " + last_error());
  if (SSL_CTX_check_private_key(context) != 1)
    return refuse("tls", "The key " + files.key_file + " does not belong to the certificate " + files.cert_file);
  return tls;
}

SslPtr TlsContext::serve(int socket) const {
  SslPtr ssl(SSL_new(context_.get()));
  BIO* bio = BIO_new(socket_method_.get());
  if (!ssl || !bio) {
    BIO_free(bio);
    return nullptr;
  }
  BIO_set_data(bio, reinterpret_cast<void*>(std::intptr_t(socket)));
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl.get(), bio, bio);
  SSL_set_accept_state(ssl.get());
  return ssl;
}

}  // namespace hearth::web

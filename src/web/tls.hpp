// Internal: what the server tells OpenSSL. TLS 1.2 and 1.3 only, forward secrecy and authenticated ciphers only, no
// renegotiation, no tickets (resumption is kept in memory, so there is no ticket key to rotate), http/1.1 as the one protocol.
#pragma once

#include "base/result.hpp"
#include "web/server.hpp"

#include <openssl/ssl.h>

#include <memory>

namespace hearth::web {

struct SslFree {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using SslPtr = std::unique_ptr<SSL, SslFree>;

class TlsContext {
 public:
  /// Reads certificate and key. An error names the file and says what is wrong with it.
  static Result<std::shared_ptr<TlsContext>> load(const Tls& files);

  /// A server's side of a connection over a non-blocking socket. The context must outlive it.
  SslPtr serve(int socket) const;

 private:
  struct ContextFree {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  struct MethodFree {
    void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
  };
  std::unique_ptr<SSL_CTX, ContextFree> context_;
  std::unique_ptr<BIO_METHOD, MethodFree> socket_method_;
};

}  // namespace hearth::web

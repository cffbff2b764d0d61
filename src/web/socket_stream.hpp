// Internal: ByteStream over a TCP socket, plain or with TLS.
#pragma once

#include "web/byte_stream.hpp"
#include "web/tls.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <memory>

namespace hearth::web {

/// `tls` null: plain. The socket must belong to `loop`.
std::shared_ptr<ByteStream> make_socket_stream(std::shared_ptr<Loop> loop, net::ip::tcp::socket socket, std::shared_ptr<TlsContext> tls);

}  // namespace hearth::web

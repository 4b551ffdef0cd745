#pragma once

#include <boost/asio/awaitable.hpp>

#include "province/front.h"

namespace boost::asio::ssl {
class context;
}

namespace province {

/// Serves one connection from its handshake to its end: HTTP/1.1, request after request, within
/// the limits of connections.h. A header has at most 8 KiB, a body's length must be told before
/// it, chunks are refused. `tls` is null for a door without TLS; it must outlive the session.
asio::awaitable<void> attend(Front& front, Socket socket, Door door, Connections::Id id,
                             asio::ssl::context* tls);

}  // namespace province

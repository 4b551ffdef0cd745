#include "support/nginx.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStep{20};
constexpr int kSteps = 500;  // 10 s.

sockaddr_in here(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool listens(int port) {
    const int end = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = here(port);
    const bool connected =
        connect(end, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(end);
    return connected;
}

/// A port nobody has at the moment: nginx wants to be told one.
int free_port() {
    static int next = 20'000 + static_cast<int>(::getpid()) % 10'000;
    while (listens(++next)) continue;
    return next;
}

std::string config_of(const std::string& folder, int port, const std::vector<int>& servers) {
    std::string upstream;
    for (const int server : servers)
        upstream += fmt::format("server 127.0.0.1:{} max_fails=1 fail_timeout=5s;\n", server);
    return fmt::format(R"(daemon off;
worker_processes 1;
pid {0}/nginx.pid;
error_log {0}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/fastcgi;
    uwsgi_temp_path {0}/uwsgi; scgi_temp_path {0}/scgi;
    upstream province {{
        {2}
        keepalive 16;
    }}
    server {{
        listen 127.0.0.1:{1};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Motcua-Officer "";
        proxy_set_header X-Motcua-Proxy "";
        location = /metrics {{ return 404; }}
        location /api/ {{
            client_max_body_size 25m;
            proxy_pass http://province;
            proxy_next_upstream error timeout;
        }}
        location / {{
            client_max_body_size 300k;
            proxy_pass http://province;
            # A batch may be sent twice: it counts once.
            proxy_next_upstream error timeout http_503 non_idempotent;
        }}
    }}
}}
)",
                       folder, port, upstream);
}

}  // namespace

Result<Nginx> Nginx::start(const std::string& folder, const std::vector<int>& ports) {
    const int port = free_port();
    if (chmod(folder.c_str(), 0777) != 0)
        return Error{Error::Code::io, folder + ": cannot be opened to nginx's user"};
    TRY(files::write_atomically(folder + "/nginx.conf", config_of(folder, port, ports)));
    std::vector<std::string> words{
        "nginx", "-p", folder, "-e", folder + "/error.log", "-c", folder + "/nginx.conf"};
    if (geteuid() == 0)
        words.insert(words.begin(), {"setpriv", "--reuid=nobody", "--regid=nogroup",
                                     "--clear-groups", "--pdeathsig=TERM"});
    const std::string log = folder + "/said";
    Process process = TRY(Process::start({.words = words, .output = log}));
    for (int step = 0; step < kSteps; ++step) {
        if (listens(port)) return Nginx(port, std::move(process));
        if (!process.wait(kStep)) continue;
        const auto said = files::read(log, 1u << 20);
        return Error{Error::Code::unavailable, "nginx ended: " + (said ? *said : std::string())};
    }
    return Error{Error::Code::unavailable, "nginx does not listen"};
}

#pragma once

#include <string>
#include <string_view>

#include "agent/courier.h"
#include "base/result.h"

namespace agent {

/// What may be asked of a running agent, as one line of JSON on its socket:
///   {"ask":"status"} · {"ask":"send"} · {"ask":"rotate"} ·
///   {"ask":"enrol","code":"…","address":"…"}
///   {"ask":"export","folder":"…"} · {"ask":"import","folder":"…"}
/// "address" may be left out. The answer of "status" is the status; of the others
///   {"ok":true,…} or {"ok":false,"error":"invalid","message":"…"}; of enrol also "mistyped",
///   "unreachable", and the province's own words (sync/wire/README.md §6).
struct Asked {
    enum class What { status, send, enrol, rotate, export_to, import_from };
    What what = What::status;
    std::string code, address;
    std::string folder;
    bool waits = false;  ///< Of send, "wait":true: answer when it was tried, with the status.

    bool operator==(const Asked&) const = default;
};
std::string encode(const Asked& asked);
Result<Asked> decode_asked(std::string_view line);

/// Does it, and says the answer's line. Never fails: what goes wrong is the answer.
std::string answer(Courier& courier, const Asked& asked);

/// An answer that says why not, and what an answer says.
std::string refusal(const Error& error);
struct Said {
    bool ok = false;
    std::string message;  ///< For people.
    std::string words, name;
};
Result<Said> decode_said(std::string_view line);

}  // namespace agent

#include "wire/checkpoint.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <optional>

#include "wire/cell.h"

namespace wire {

namespace {

constexpr std::string_view kOrigin = "motcua/journal/";
constexpr std::string_view kDash = "\u2014";
constexpr std::size_t kEpochDigits = 32;
constexpr std::size_t kKeyHashBytes = 4;

Error refused(std::string_view why) {
    return {Error::Code::invalid, fmt::format("checkpoint: {}", why)};
}

/// The three lines that are signed.
std::string text_of(const Checkpoint& checkpoint) {
    return fmt::format("{}{}\n{}\n{}\n", kOrigin, checkpoint.epoch, checkpoint.size,
                       base64(journal::bytes_of(checkpoint.root)));
}

std::string signer_of(const std::string& device) { return "motcua/device/" + device; }

/// The line of a signature, up to the signature itself: name and the key's hash tell whose it is.
std::string signature_line(const std::string& device, const PublicKey& key,
                           const Signature& signature) {
    constexpr std::string_view kEd25519 = "\x01";
    const std::string signer = signer_of(device);
    const journal::Hash hash =
        journal::sha256(fmt::format("{}\n{}{}", signer, kEd25519, journal::bytes_of(key)));
    return fmt::format("{} {} {}\n", kDash, signer,
                       base64(fmt::format("{}{}", journal::bytes_of(hash).substr(0, kKeyHashBytes),
                                          journal::bytes_of(signature))));
}

/// The signature in a note's last line, whoever it is of.
std::optional<Signature> signature_in(std::string_view line) {
    if (!line.ends_with('\n')) return std::nullopt;
    line.remove_suffix(1);
    const std::size_t blank = line.rfind(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const auto bytes = parse_base64(line.substr(blank + 1));
    if (!bytes || bytes->size() != kKeyHashBytes + std::tuple_size_v<Signature>)
        return std::nullopt;
    return journal::from_bytes<Signature>(std::string_view(*bytes).substr(kKeyHashBytes));
}

/// Reads the three lines; their exact form is checked by writing them again.
std::optional<Checkpoint> parse_text(std::string_view text) {
    if (!text.starts_with(kOrigin)) return std::nullopt;
    text.remove_prefix(kOrigin.size());
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = text.find('\n', first + 1);
    if (second == std::string_view::npos) return std::nullopt;

    Checkpoint checkpoint{.epoch = std::string(text.substr(0, first)), .size = 0, .root = {}};
    const std::string_view size = text.substr(first + 1, second - first - 1);
    const auto [end, failure] =
        std::from_chars(size.data(), size.data() + size.size(), checkpoint.size);
    if (failure != std::errc()) return std::nullopt;
    std::string_view root = text.substr(second + 1);
    if (!root.ends_with('\n')) return std::nullopt;
    root.remove_suffix(1);
    const auto bytes = parse_base64(root);
    if (!bytes || bytes->size() != checkpoint.root.size()) return std::nullopt;
    checkpoint.root = journal::from_bytes<journal::Hash>(*bytes);
    return checkpoint;
}

bool is_possible(const Checkpoint& checkpoint) {
    if (!is_hex(checkpoint.epoch, kEpochDigits)) return false;
    if (checkpoint.size < 0 || checkpoint.size > kRevisionMax) return false;
    return checkpoint.size > 0 || checkpoint.root == journal::empty_hash();
}

}  // namespace

std::string sign_checkpoint(const Checkpoint& checkpoint, const std::string& device,
                            const SecretKey& key) {
    const std::string text = text_of(checkpoint);
    return text + "\n" + signature_line(device, key.public_key(), key.sign(text));
}

Result<Checkpoint> open_checkpoint(std::string_view note, const std::string& device,
                                   const PublicKey& key) {
    if (note.size() > kCheckpointBytesMax)
        return refused(fmt::format("larger than {} bytes", kCheckpointBytesMax));
    const std::size_t gap = note.find("\n\n");
    if (gap == std::string_view::npos) return refused("no empty line before the signature");
    const std::string_view text = note.substr(0, gap + 1);
    const std::string_view line = note.substr(gap + 2);

    const std::optional<Checkpoint> checkpoint = parse_text(text);
    if (!checkpoint || !is_possible(*checkpoint) || text_of(*checkpoint) != text)
        return refused("its three lines are not epoch, size and root");
    const std::optional<Signature> signature = signature_in(line);
    if (!signature || signature_line(device, key, *signature) != line)
        return refused("no single signature by this device's key");
    if (!verifies(key, text, *signature)) return refused("its signature does not hold");
    return *checkpoint;
}

bool is_consistent(std::int64_t old_size, const journal::Hash& old_root, std::int64_t size,
                   const journal::Hash& root, const std::vector<journal::Hash>& proof) {
    if (old_size < 0 || size < old_size || proof.size() > kProofHashesMax) return false;
    if (old_size == 0) return proof.empty();
    if (old_size == size) return proof.empty() && old_root == root;

    // RFC 9162, 2.1.4.2. `at` and `last` are the numbers of the old tree's last node and of the
    // whole tree's on the level reached; the first hash is left out where the old root is it.
    const auto old_leaves = static_cast<std::uint64_t>(old_size);
    std::uint64_t at = old_leaves - 1;
    std::uint64_t last = static_cast<std::uint64_t>(size) - 1;
    std::size_t next = 0;
    const int complete = std::countr_one(at);
    at >>= complete;
    last >>= complete;
    if (!std::has_single_bit(old_leaves) && proof.empty()) return false;
    journal::Hash old_hash = std::has_single_bit(old_leaves) ? old_root : proof[next++];
    journal::Hash hash = old_hash;
    for (; next < proof.size(); ++next) {
        if (last == 0) return false;
        if (at % 2 == 1 || at == last) {
            old_hash = journal::node_hash(proof[next], old_hash);
            hash = journal::node_hash(proof[next], hash);
            while (at % 2 == 0 && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = journal::node_hash(hash, proof[next]);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && old_hash == old_root && hash == root;
}

}  // namespace wire

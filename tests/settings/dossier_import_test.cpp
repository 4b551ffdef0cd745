#include "settings/dossier_import.h"

#include <algorithm>

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using dossiers::Column;
using dossiers::DateForm;
using dossiers::FeeWord;
using dossiers::Mapping;

namespace {

const std::string kShipped = std::string(SOURCE_DIR) + "/config/dossier_import.toml";

Result<Mapping> read(const std::string& bytes) {
    const TempDir dir;
    must(files::write_atomically(dir / "dossier_import.toml", bytes));
    return settings::load_dossier_import(dir / "dossier_import.toml");
}

/// The shipped file with this line in place of the first one that begins so, below a section.
std::string with_line(const std::string& section, const std::string& begins,
                      const std::string& instead) {
    std::string text = must(files::read(kShipped, 1 << 20));
    const std::size_t from = text.find("[" + section + "]");
    REQUIRE(from != std::string::npos);
    const std::size_t at = text.find("\n" + begins, from);
    REQUIRE(at != std::string::npos);
    const std::size_t end = text.find('\n', at + 1);
    return text.replace(at + 1, end - at - 1, instead);
}

template <class Value>
std::optional<Value> meaning(const dossiers::Vocabulary<Value>& vocabulary, const char* cell) {
    const auto* found = vocabulary.find(cell);
    return found ? std::optional<Value>(found->value) : std::nullopt;
}

}  // namespace

TEST_CASE("the shipped mapping knows the portal's fields and their Vietnamese names") {
    const Mapping mapping = must(settings::load_dossier_import(kShipped));
    CHECK(meaning(mapping.headers, "NgayTiepNhan") == Column::date);
    CHECK(meaning(mapping.headers, "Mã TTHC") == Column::procedure);
    CHECK(meaning(mapping.headers, "kênh thực hiện") == Column::channel);
    CHECK(meaning(mapping.headers, "DuocSoHoa") == Column::digitised);
    CHECK(meaning(mapping.headers, "DuocThanhToanTrucTuyen") == Column::fee);
    CHECK(meaning(mapping.headers, "Kết quả") == Column::result);
    CHECK(meaning(mapping.headers, "Phí, lệ phí") == Column::amount);
    CHECK(meaning(mapping.headers, "Số hồ sơ") == Column::count);
    for (const char* personal : {"Họ tên", "TenNguoiNop", "CCCD", "Số điện thoại", "Địa chỉ", "",
                                 "MaHoSo", "Mã hồ sơ", "Số hồ sơ gốc"})
        CHECK_FALSE(meaning(mapping.headers, personal).has_value());
    CHECK(mapping.dates.size() == 3);
    CHECK(meaning(mapping.channels, "1") == tally::Channel::counter);
    CHECK(meaning(mapping.channels, "2") == tally::Channel::online);
    CHECK(meaning(mapping.channels, "3") == tally::Channel::post);
    CHECK_FALSE(meaning(mapping.channels, "4").has_value());
    CHECK(meaning(mapping.digitised, "1") == true);
    CHECK(meaning(mapping.digitised, "") == false);
    CHECK(meaning(mapping.fees, "1") == FeeWord::online);
    CHECK(meaning(mapping.fees, "2") == FeeWord::online);
    CHECK(meaning(mapping.fees, "0") == FeeWord::not_online);
    CHECK(meaning(mapping.results, "") == tally::ResultForm::paper);
    CHECK(meaning(mapping.results, "KHÔNG TRẢ KẾT QUẢ") == tally::ResultForm::none);
}

TEST_CASE("\"*\" is any text that has no other meaning, and never an empty cell") {
    const Mapping mapping = must(read(with_line("result", "electronic", "electronic = [\"*\"]")));
    CHECK(meaning(mapping.results, "https://x/y.pdf") == tally::ResultForm::electronic);
    CHECK(meaning(mapping.results, "Bản giấy") == tally::ResultForm::paper);
    CHECK(meaning(mapping.results, "") == tally::ResultForm::paper);
}

TEST_CASE("one meaning in several spellings does no harm, whatever they come to") {
    const Mapping mapping =
        must(read(with_line("result", "paper", "paper = [\"Giấy\", \"GIAY\", \"\", \"\"]")));
    CHECK(meaning(mapping.results, "giấy") == tally::ResultForm::paper);
}

TEST_CASE("each mistake of the mapping is told with its line") {
    struct Mistake {
        std::string section, begins, instead, expected;
    };
    const Mistake mistakes[] = {
        {"columns", "date", "date = \"Ngày\"", "\"date\": expected a list of at most 40 texts"},
        {"columns", "date", "date = []", "\"date\": expected a header"},
        {"columns", "date", "date = [1]", "\"date\": expected texts in quotes"},
        {"columns", "date", "date = [\"\"]", "\"\" is not allowed here"},
        {"columns", "date", "date = [\"*\"]", "\"*\" is allowed only for cells"},
        {"columns", "date", "date = [\"—\"]", "expected letters or digits"},
        {"columns", "date", "dates = [\"Ngày\"]", "\"dates\" is not known here"},
        {"columns", "fee", "fee = [\"ma tthc\"]", "\"ma tthc\" has another meaning already"},
        {"dates", "forms", "forms = [\"mm/dd/yyyy\"]", "expected dd/mm/yyyy, yyyy-mm-dd, excel"},
        {"dates", "forms", "forms = []", "expected one at least"},
        {"channel", "post", "post = [\"3\", \"\"]", "\"\" is not allowed here"},
        {"channel", "post", "post = [\"TRỰC TUYẾN\"]", "has another meaning already"},
        {"digitised", "no", "no = [\"*\", \"* \", \"*\"]", "expected letters or digits"},
        {"fee", "cash", "cash = [\"" + std::string(81, 'x') + "\"]", "more than 80 bytes"},
        {"result", "none", "none = [\"Giấy\"]", "\"Giấy\" has another meaning already"},
    };
    for (const Mistake& mistake : mistakes) {
        CAPTURE(mistake.instead);
        const std::string text = with_line(mistake.section, mistake.begins, mistake.instead);
        const auto result = read(text);
        REQUIRE_FALSE(result.has_value());
        const std::string& message = result.error().message;
        CAPTURE(message);
        CHECK(result.error().code == Error::Code::invalid);
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(mistake.instead));
        const auto line = 1 + std::count(text.begin(), end, '\n');
        const std::size_t place =
            message.find("dossier_import.toml:" + std::to_string(line) + ": ");
        REQUIRE(place != std::string::npos);
        CHECK(message.find(mistake.expected, place) != std::string::npos);
    }
}

TEST_CASE("a mapping without a section, or no TOML at all, is refused") {
    const std::string text = must(files::read(kShipped, 1 << 20));
    CHECK(must_fail(read("")).find("expected a section [columns]") != std::string::npos);
    CHECK_FALSE(read(text.substr(0, text.find("[result]"))).has_value());
    CHECK_FALSE(read("NgayTiepNhan;MaTTHC\n").has_value());
    CHECK(settings::load_dossier_import("/nowhere/x.toml").error().code == Error::Code::not_found);
}

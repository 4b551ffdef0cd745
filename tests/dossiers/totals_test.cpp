#include "dossiers/totals.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "dossiers/shipped_mapping.h"
#include "support/temp_dir.h"

using dossiers::Problem;
using dossiers::Totals;
using Kind = dossiers::Problem::Kind;

namespace {

const std::string kHeader =
    "MaHoSo,TenNguoiNop,NgayTiepNhan,MaTTHC,KenhThucHien,HoSoCoThanhPhanSoHoa,"
    "DuocThanhToanTrucTuyen,LePhi,KetQuaDienTu\n";
constexpr tally::Day kYesterday = kToday - std::chrono::days(1);

/// A line of an export, whose first two columns are personal.
std::string line(const std::string& mapped) { return "H21.65-0011,Nguyễn Văn A," + mapped + "\n"; }
const std::string kGood = line("23/11/2026,1.001193,2,1,1,8000,1");

std::vector<Problem> problems_of(const std::string& bytes) {
    dossiers::Reading reading = examine(bytes);
    CHECK(reading.totals == Totals{});
    return reading.problems;
}

/// The only problem of a file whose third row is this one.
Problem problem_of(const std::string& mapped) {
    const std::vector<Problem> problems = problems_of(kHeader + kGood + line(mapped));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].row == 3);
    return problems[0];
}

std::string replaced(std::string text, const std::string& part, const std::string& instead) {
    for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += instead.size())
        text.replace(at, part.size(), instead);
    return text;
}

}  // namespace

TEST_CASE("an export becomes sums by day, procedure and traits") {
    const Totals totals =
        totals_of(kHeader + kGood + kGood + line("22/11/2026 16:58:03,1.001193,1,0,0,8000,0") +
                  line("2026-11-23,2.000815,3,0,0,0,0") + line("46349,1.001193,2,1,2,8000,1") +
                  line("23/11/2026,1.001193,,0,,,Không trả kết quả"));
    CHECK(totals.totals ==
          std::vector<tally::DossierTotal>{
              total(kYesterday, "1.001193", "counter not_digitised fee_cash paper_result", 1),
              total(kToday, "1.001193", "online digitised fee_online e_result", 3),
              total(kToday, "1.001193", "missing not_digitised no_fee no_result", 1),
              total(kToday, "2.000815", "post not_digitised no_fee paper_result", 1)});
    CHECK(totals.rows == 6);
    CHECK(totals.dossiers() == 6);
    CHECK(totals.days == std::vector{kYesterday, kToday});
    CHECK(totals.digest.size() == 64);
}

TEST_CASE("the digest is the file's SHA-256") {
    CHECK(totals_of("Ngày,Mã thủ tục,Kênh nộp,Số hóa,Thanh toán,Kết quả\n"
                    "23/11/2026,1.001193,1,1,Miễn phí,1\n")
              .digest == "f6e33697d75076b9a8880006dd4e4da35cde8d5b0d5d62aa056df22825cb6961");
}

TEST_CASE("Vietnamese headers, other words, other orders and a column of counts are understood") {
    const Totals totals = totals_of(
        "STT;Số hồ sơ;Kết quả;Hình thức thanh toán;Đã số hóa;Kênh tiếp nhận;Mã thủ tục;Ngày nhận\n"
        "1;12;Bản giấy;Tiền mặt;Chưa số hóa;TRỰC TIẾP;1.001193;23/11/2026\n"
        "2;3;bản  điện tử;MIỄN PHÍ;co;truc tuyen;1.001193;23/11/2026\n");
    CHECK(totals.totals ==
          std::vector<tally::DossierTotal>{
              total(kToday, "1.001193", "online digitised no_fee e_result", 3),
              total(kToday, "1.001193", "counter not_digitised fee_cash paper_result", 12)});
    CHECK(totals.rows == 2);
    CHECK(totals.dossiers() == 15);
}

TEST_CASE("byte order mark, semicolons, tabs, quotes and line breaks in cells make no difference") {
    const Totals plain = totals_of(kHeader + kGood);
    const auto same = [&](const std::string& bytes) {
        const Totals totals = totals_of(bytes);
        CHECK(totals.totals == plain.totals);
        CHECK(totals.digest != plain.digest);
    };
    const std::string file = kHeader + kGood;
    same("\xEF\xBB\xBF" + file);
    same("sep=,\n" + file);
    same(replaced(file, ",", ";"));
    same(replaced(file, ",", "\t"));
    same(replaced(file, "\n", "\r\n"));
    same(replaced(file, "Nguyễn Văn A", "\"Nguyễn; \"\"Văn\"\"\nA, 12\""));
    same(replaced(file, "KenhThucHien", "\"Kênh\nthực hiện\""));
    same("DANH SÁCH HỒ SƠ\nTừ ngày 23/11/2026,\n\n" + file + "\n,,,,,,,,\n,Người lập,,,,,,,\n");
    same(replaced(file, "2,1,1", "2.0,1.0,1.0"));
}

TEST_CASE("a bad cell is told with row, column and what belongs there, and nothing is taken") {
    const auto expect = [](const std::string& mapped, Kind kind, const char* letter,
                           const char* header, const char* expected) {
        CAPTURE(mapped);
        const Problem problem = problem_of(mapped);
        CHECK(name_of(problem.kind) == name_of(kind));
        CHECK(problem.letter == letter);
        CHECK(problem.header == header);
        CHECK(problem.expected.find(expected) != std::string::npos);
    };
    expect("23-11,1.001193,2,1,1,0,1", Kind::date, "C", "NgayTiepNhan", "2026-11-23");
    expect(",1.001193,2,1,1,0,1", Kind::date, "C", "NgayTiepNhan", "23/11/2026");
    expect("24/11/2026,1.001193,2,1,1,0,1", Kind::day_in_future, "C", "NgayTiepNhan", "2026-11-23");
    expect("18/10/2025,1.001193,2,1,1,0,1", Kind::day_too_old, "C", "NgayTiepNhan", "2025-10-19");
    expect("23/11/2026,khai sinh,2,1,1,0,1", Kind::procedure, "D", "MaTTHC", "");
    expect("23/11/2026,,2,1,1,0,1", Kind::procedure, "D", "MaTTHC", "");
    expect("23/11/2026,1.001193,4,1,1,0,1", Kind::word, "E", "KenhThucHien", "2, Trực tuyến");
    expect("23/11/2026,1.001193,2,2,1,0,1", Kind::word, "F", "HoSoCoThanhPhanSoHoa", "1, Có");
    expect("23/11/2026,1.001193,2,1,3,0,1", Kind::word, "G", "DuocThanhToanTrucTuyen", "Miễn phí");
    expect("23/11/2026,1.001193,2,1,1,nhiều,1", Kind::amount, "H", "LePhi", "");
    expect("23/11/2026,1.001193,2,1,Miễn phí,5000,1", Kind::fee_against_amount, "G",
           "DuocThanhToanTrucTuyen", "");
    expect("23/11/2026,1.001193,2,1,1,0,2", Kind::word, "I", "KetQuaDienTu", "Điện tử");
    CHECK(totals_of(kHeader + line("19/10/2025,1.001193,2,1,1,0,1")).rows == 1);
}

TEST_CASE("counts outside 1 to 99,999 are refused") {
    const std::string header =
        "NgayTiepNhan,MaTTHC,KenhThucHien,DuocSoHoa,Thanh toán,Kết quả,SoLuong\n";
    const auto with = [&](const std::string& count) {
        return header + "23/11/2026,1.001193,1,1,Tiền mặt,1," + count + "\n";
    };
    CHECK(totals_of(with("99999")).dossiers() == 99'999);
    for (const char* count : {"", "0", "-3", "100000", "1.5", "mười"}) {
        const std::vector<Problem> problems = problems_of(with(count));
        REQUIRE(problems.size() == 1);
        CHECK(say(problems[0]) == "row 2, column G (SoLuong): expected a whole number, 1 to 99999");
    }
}

TEST_CASE("not paid online is cash where a fee was due, and a question where nobody says") {
    const auto fee_of = [](const std::string& word, const std::string& amount) {
        return totals_of(kHeader + line("23/11/2026,1.001193,1,1," + word + "," + amount + ",1"))
            .totals[0]
            .traits.fee;
    };
    CHECK(fee_of("0", "8000") == tally::Fee::cash);
    CHECK(fee_of("", "8000") == tally::Fee::cash);
    CHECK(fee_of("0", "0") == tally::Fee::none);
    CHECK(fee_of("0", "") == tally::Fee::none);
    CHECK(fee_of("1", "8000") == tally::Fee::online);
    CHECK(fee_of("1", "") == tally::Fee::online);
    CHECK(fee_of("2", "0") == tally::Fee::none);  // Every line of the fee is 0.
    CHECK(fee_of("Tiền mặt", "8000") == tally::Fee::cash);
    CHECK(fee_of("Miễn phí", "0") == tally::Fee::none);
    const std::string header = "NgayTiepNhan,MaTTHC,KenhThucHien,DuocSoHoa,Thanh toán,Kết quả\n";
    const auto problems = problems_of(header + "23/11/2026,1.001193,1,1,0,1\n");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == Kind::fee_unclear);
    CHECK(problems[0].expected.find("LePhi") != std::string::npos);
}

TEST_CASE("all problems come together, twenty of them in full, and several of one row") {
    std::string bytes = kHeader;
    for (int i = 0; i < 30; ++i) bytes += line("23/11/2026,1.001193,9,9,1,0,1");
    const dossiers::Reading reading = examine(bytes);
    REQUIRE(reading.problems.size() == 20);
    CHECK(reading.more == 40);
    CHECK(reading.problems[0].row == 2);
    CHECK(reading.problems[0].letter == "E");
    CHECK(reading.problems[1].row == 2);
    CHECK(reading.problems[1].letter == "F");
    CHECK(reading.totals == Totals{});

    const TempDir dir;
    std::ofstream(dir / "a.csv") << bytes;
    const auto result = dossiers::read_file(dir / "a.csv", shipped_mapping(), kToday);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == Error::Code::invalid);
    const std::string& message = result.error().message;
    CHECK(std::ranges::count(message, '\n') == 20);
    CHECK(message.starts_with("row 2, column E (KenhThucHien): expected one of: 2, Trực tuyến"));
    CHECK(message.ends_with("\nand 40 more"));
}

TEST_CASE("no text of any cell is ever repeated: it may be somebody's name") {
    const std::string name = "Siu H'Bia";
    std::string bytes = kHeader;
    for (std::size_t column = 0; column < 7; ++column) {
        std::string row = "H21,A";
        for (std::size_t i = 0; i < 7; ++i) row += "," + (i == column ? name : std::string("1"));
        bytes += row + "\n";
    }
    for (const std::string& file : {bytes, kHeader + "\"" + name, name + "\n" + name}) {
        const std::vector<Problem> problems = problems_of(file);
        CHECK_FALSE(problems.empty());
        for (const Problem& problem : problems)
            CHECK(say(problem).find("Siu") == std::string::npos);
    }
}

TEST_CASE("a column that is missing or there twice is told once, not for every row") {
    const std::string many = kGood + kGood + kGood;
    const auto missing = problems_of(replaced(kHeader, "KenhThucHien", "Kenh") + many);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].kind == Kind::column_missing);
    CHECK(missing[0].header == "channel");
    CHECK(missing[0].row == 1);
    CHECK(say(missing[0]).find("KenhThucHien, Kênh tiếp nhận") != std::string::npos);

    const auto twice = problems_of(replaced(kHeader, "TenNguoiNop", "Mã thủ tục") + many);
    REQUIRE(twice.size() == 1);
    CHECK(twice[0].kind == Kind::column_twice);
    CHECK(twice[0].letter == "D");
    CHECK(twice[0].expected == "B");

    CHECK(problems_of(kGood + kGood)[0].kind == Kind::no_header);
    CHECK(problems_of(std::string(20, '\n') + kHeader + kGood)[0].kind == Kind::no_header);
    CHECK(totals_of(std::string(19, '\n') + kHeader + kGood).rows == 1);
}

TEST_CASE("what is no export is refused in words that help") {
    const auto kind_of = [](const std::string& bytes) {
        const std::vector<Problem> problems = problems_of(bytes);
        REQUIRE(problems.size() == 1);
        return name_of(problems[0].kind);
    };
    CHECK(kind_of("") == "empty");
    CHECK(kind_of("\xEF\xBB\xBF") == "empty");
    CHECK(kind_of(kHeader) == "no_rows");
    CHECK(kind_of(kHeader + "\n,,\n") == "no_rows");
    CHECK(kind_of(std::string("\xFF\xFEM\0a\0", 6)) == "not_utf8");
    CHECK(kind_of(kHeader + "Nguy\xEAn\n") == "not_utf8");
    CHECK(kind_of(kHeader + std::string(1, '\0')) == "not_utf8");
    CHECK(kind_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") == "old_excel");
    CHECK(kind_of("%PDF-1.7 ...") == "no_header");
    CHECK(kind_of(kHeader + kGood + "\"H21,A,\n" + kGood) == "broken_quotes");
}

TEST_CASE("a file or table beyond the limits is refused, the largest allowed one is read") {
    std::string bytes = kHeader;
    while (bytes.size() < (8u << 20)) bytes += kGood + std::string(100, ' ') + "\n";
    CHECK(problems_of(bytes)[0].kind == Kind::too_large);
    const TempDir dir;
    std::ofstream(dir / "a.csv") << bytes;
    CHECK(must_fail(dossiers::read_file(dir / "a.csv", shipped_mapping(), kToday)) ==
          "the file is larger than 8 MiB: export fewer days");

    std::string rows = kHeader;
    for (int i = 0; i < 50'000; ++i) rows += line("23/11/2026,1.001193,2,1,1,8000,1");
    CHECK(totals_of(rows).dossiers() == 50'000);
    const auto problems = problems_of(rows + kGood);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == Kind::too_many_rows);
    CHECK(problems[0].row == 50'002);
}

TEST_CASE("a file that is not there is not found, which is no matter of its contents") {
    const TempDir dir;
    const auto absent = dossiers::examine_file(dir / "a.csv", shipped_mapping(), kToday);
    REQUIRE_FALSE(absent.has_value());
    CHECK(absent.error().code == Error::Code::not_found);
}

TEST_CASE("every truncation of an export is refused or is the beginning of it") {
    const std::string bytes = kHeader + kGood + line("22/11/2026,1.001193,1,0,0,8000,0");
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const dossiers::Reading reading = examine(bytes.substr(0, size));
        CHECK(reading.totals.dossiers() <= 2);
        if (reading.problems.empty()) CHECK(reading.totals.rows >= 1);
    }
}

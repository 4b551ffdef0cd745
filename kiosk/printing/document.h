#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What goes on paper, as a value that knows neither paper nor printer: a slip is the same
/// document on a roll of 58 mm and on A4. Blocks stand one under the other and are never torn by
/// the end of a page; a table may be, between rows, and repeats its head.
namespace printing {

/// By role; how many points that is depends on the paper (layout.h).
enum class Size { small, body, large, title, huge };
enum class Weight { regular, semibold, bold };
enum class Align { left, centre, right };

/// A paragraph, wrapped at spaces. "\n" breaks a line. Centred lines are made equally long.
struct Text {
    std::string text;
    Size size = Size::body;
    Weight weight = Weight::regular;
    Align align = Align::left;
    bool heading = false;  ///< Never the last on a page.
    bool operator==(const Text&) const = default;
};

/// White letters on a black band: the one thing that must be seen.
struct Banner {
    std::string text;
    Size size = Size::large;
    bool operator==(const Banner&) const = default;
};

/// Something to tick off with a pen, and a quieter line under it.
struct Item {
    std::string text, note;
    bool operator==(const Item&) const = default;
};

struct Rule {
    bool thick = false;
    bool operator==(const Rule&) const = default;
};

struct Gap {
    double mm = 2;
    bool operator==(const Gap&) const = default;
};

struct Column {
    std::string heading;
    double share = 1;  ///< Of the width, beside the shares of the others.
    Align align = Align::left;
    bool wide_only = false;  ///< Left out on a roll, where there is no room.
    bool operator==(const Column&) const = default;
};
struct Row {
    std::vector<std::string> cells;  ///< One per column.
    bool strong = false;             ///< A sum: bold, under a line of its own.
    bool operator==(const Row&) const = default;
};
struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
    Size size = Size::body;
    bool lines = true;      ///< Thin ones under every row, a thicker one above a sum.
    bool together = false;  ///< Never torn by the end of a page, and no larger than one.
    double room_mm = 0;     ///< White under it, on the same page: to sign in.
    bool operator==(const Table&) const = default;
};

/// A QR code, level M, with its four quiet modules: at least `side_mm` wide with them, whole
/// dots of the printer per module. At most catalogue::Links::kLengthMax bytes.
struct Code {
    std::string text;
    double side_mm = 42;
    bool operator==(const Code&) const = default;
};

/// The end of one slip: a roll is fed and cut, a page is ended if anything follows.
struct Cut {
    bool operator==(const Cut&) const = default;
};

using Block = std::variant<Text, Banner, Item, Rule, Gap, Table, Code, Cut>;
struct Document {
    std::vector<Block> blocks;
    std::string footer;  ///< At the foot of every page of A4, with the page's number (1/2).
    bool operator==(const Document&) const = default;
};

}  // namespace printing

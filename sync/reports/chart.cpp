#include "reports/chart.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/clock.h"

namespace reports {

namespace {

// Ten pixels a millimetre of the 165 that a page has: 254 dots an inch, as office printers draw.
constexpr int kWidth = 1650, kColumns = 2, kPlotHeight = 560;
constexpr double kLeft = 105, kRight = 40, kTop = 120, kBottom = 70;  // Around a plot's area.
constexpr double kLetters = 33, kSmall = 28;  // 9.4 and 7.9 points on paper.
constexpr double kWhole = 100'00;             // Hundredths of a percent.
constexpr double kGrey = 0.6, kPale = 0.82;

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};
using Surface = std::unique_ptr<cairo_surface_t, Release>;
using Context = std::unique_ptr<cairo_t, Release>;
using Face = std::unique_ptr<cairo_font_face_t, Release>;

/// Cairo keeps a face longer than we do, so it carries what it needs to end in order.
struct Handles {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
};

void end(void* data) {
    const std::unique_ptr<Handles> handles(static_cast<Handles*>(data));
    if (handles->face) FT_Done_Face(handles->face);
    if (handles->library) FT_Done_FreeType(handles->library);
}

Result<Face> open_font(const std::string& path) {
    static const cairo_user_data_key_t kKey{};
    auto handles = std::make_unique<Handles>();
    if (FT_Init_FreeType(&handles->library) != 0)
        return Error{Error::Code::unavailable, "FreeType does not start"};
    if (FT_New_Face(handles->library, path.c_str(), 0, &handles->face) != 0) {
        FT_Done_FreeType(handles->library);
        return Error{Error::Code::not_found, "no font in " + path};
    }
    Face face(cairo_ft_font_face_create_for_ft_face(handles->face, 0));
    const cairo_status_t kept =
        cairo_font_face_set_user_data(face.get(), &kKey, handles.get(), end);
    ASSERT(kept == CAIRO_STATUS_SUCCESS);
    (void)handles.release();  // The face's from here on.
    return face;
}

cairo_status_t append(void* target, const unsigned char* bytes, unsigned int size) {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

/// One plot at its place.
class Drawing {
public:
    Drawing(cairo_t* context, const Face& plain, const Face& bold, const tally::Period& span,
            double left, double top)
        : context_(context),
          plain_(plain),
          bold_(bold),
          span_(span),
          left_(left + kLeft),
          top_(top + kTop),
          width_(static_cast<double>(kWidth) / kColumns - kLeft - kRight),
          height_(kPlotHeight - kTop - kBottom) {}

    void draw(const Plot& plot) {
        frame();
        targets(plot);
        line(plot);
        name_targets(plot);
        write(bold_, kLetters, left_, top_ - 66, plot.name);
        write(plain_, kSmall, left_, top_ - 24, plot.stand);
    }

private:
    double x(tally::Day day) const {
        const double days = std::max<double>(1, static_cast<double>(span_.days() - 1));
        return left_ + width_ * static_cast<double>((day - span_.first).count()) / days;
    }
    double y(double hundredths) const { return top_ + height_ * (1 - hundredths / kWhole); }

    void grey(double shade) const { cairo_set_source_rgb(context_, shade, shade, shade); }
    double width_of(const std::string& text) const {
        cairo_text_extents_t extents;
        cairo_text_extents(context_, text.c_str(), &extents);
        return extents.x_advance;
    }
    /// `anchor`: 0: from x on, 0.5: around it, 1: up to it. On white, whatever is below.
    void write(const Face& face, double size, double at_x, double at_y, const std::string& text,
               double anchor = 0) const {
        constexpr double kHalo = 10;
        cairo_set_font_face(context_, face.get());
        cairo_set_font_size(context_, size);
        cairo_move_to(context_, at_x - anchor * width_of(text), at_y);
        cairo_text_path(context_, text.c_str());
        grey(1);
        cairo_set_line_width(context_, kHalo);
        cairo_stroke_preserve(context_);
        grey(0);
        cairo_fill(context_);
    }
    void stroke(double from_x, double from_y, double to_x, double to_y, double thickness) const {
        cairo_set_line_width(context_, thickness);
        cairo_move_to(context_, from_x, from_y);
        cairo_line_to(context_, to_x, to_y);
        cairo_stroke(context_);
    }

    void frame() const {
        constexpr int kSteps = 4;
        for (int i = 0; i <= kSteps; ++i) {
            const double at = y(kWhole * i / kSteps);
            grey(i == 0 ? 0 : kPale);
            stroke(left_, at, left_ + width_, at, i == 0 ? 3 : 2);
            write(plain_, kSmall, left_ - 12, at + 10, fmt::format("{} %", 100 * i / kSteps), 1);
        }
        const auto day = [](tally::Day one) {
            const std::chrono::year_month_day date(one);
            return fmt::format("{:02}/{:02}", static_cast<unsigned>(date.day()),
                               static_cast<unsigned>(date.month()));
        };
        write(plain_, kSmall, left_, top_ + height_ + 42, day(span_.first), 0);
        write(plain_, kSmall, left_ + width_, top_ + height_ + 42, day(span_.last), 1);
    }

    /// Steps, dashed: what is to be reached from the milestone before on.
    void targets(const Plot& plot) const {
        static constexpr double kDashes[] = {16, 10};
        tally::Day from = span_.first;
        for (const Plot::Target& target : plot.targets) {
            const tally::Day to = std::min(target.day, span_.last);
            if (to <= from) continue;
            grey(0);
            cairo_set_dash(context_, kDashes, 2, 0);
            stroke(x(from), y(target.hundredths), x(to), y(target.hundredths), 3);
            cairo_set_dash(context_, nullptr, 0, 0);
            grey(kGrey);
            stroke(x(to), y(0), x(to), y(target.hundredths), 2);
            from = to;
        }
    }

    /// Above its dashes, or below them where the line runs above.
    void name_targets(const Plot& plot) const {
        constexpr double kAbove = -12, kBelow = 36;
        tally::Day from = span_.first;
        for (const Plot::Target& target : plot.targets) {
            if (target.day <= from) continue;
            std::ptrdiff_t above = 0;  // Days on which the line runs above, less the others.
            for (const campaign::Point& point : plot.line)
                if (point.day >= from && point.day <= target.day)
                    above += point.rate.hundredths() >= target.hundredths ? 1 : -1;
            write(plain_, kSmall, x(from) + 8, y(target.hundredths) + (above > 0 ? kBelow : kAbove),
                  target.says);
            from = std::min(target.day, span_.last);
        }
    }

    void line(const Plot& plot) const {
        cairo_set_line_width(context_, 6);
        cairo_set_line_join(context_, CAIRO_LINE_JOIN_ROUND);
        grey(0);
        for (const campaign::Point& point : plot.line)
            cairo_line_to(context_, x(point.day), y(static_cast<double>(point.rate.hundredths())));
        cairo_stroke(context_);
        if (plot.line.empty()) return;
        const campaign::Point& last = plot.line.back();
        constexpr double kDot = 11, kTurn = 6.3;
        cairo_arc(context_, x(last.day), y(static_cast<double>(last.rate.hundredths())), kDot, 0,
                  kTurn);
        cairo_fill(context_);
    }

    cairo_t* context_;
    const Face& plain_;
    const Face& bold_;
    const tally::Period& span_;
    const double left_, top_, width_, height_;
};

}  // namespace

Result<Picture> draw(const std::vector<Plot>& plots, const tally::Period& span,
                     const std::string& fonts) {
    ASSERT(!plots.empty());
    const Face plain = TRY(open_font(fonts + "/NotoSans-Regular.ttf"));
    const Face bold = TRY(open_font(fonts + "/NotoSans-SemiBold.ttf"));
    const int rows = static_cast<int>((plots.size() + kColumns - 1) / kColumns);
    Picture picture{.png = {}, .width = kWidth, .height = rows * kPlotHeight};
    const Surface surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
    const Context context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    for (std::size_t i = 0; i < plots.size(); ++i) {
        const auto column = static_cast<double>(i % kColumns);
        const auto row = static_cast<double>(i / kColumns);
        Drawing(context.get(), plain, bold, span, column * kWidth / kColumns, row * kPlotHeight)
            .draw(plots[i]);
    }
    const bool written = cairo_status(context.get()) == CAIRO_STATUS_SUCCESS &&
                         cairo_surface_write_to_png_stream(surface.get(), append, &picture.png) ==
                             CAIRO_STATUS_SUCCESS;
    if (!written) return Error{Error::Code::io, "report: the chart cannot be drawn"};
    return picture;
}

}  // namespace reports

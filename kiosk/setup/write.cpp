#include "setup/write.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/files.h"
#include "setup/edit.h"
#include "shell/resources.h"
#include "tables/tables.h"

namespace setup {

namespace {

/// The kiosk's user reads what is written; sudo keeps an administrator's umask of 077.
class ReadableByAll {
public:
    ReadableByAll() : before_(::umask(022)) {}
    ~ReadableByAll() { ::umask(before_); }
    ReadableByAll(const ReadableByAll&) = delete;
    ReadableByAll& operator=(const ReadableByAll&) = delete;

private:
    mode_t before_;
};

std::string kiosk_path(const std::string& config) { return config + "/kiosk.toml"; }
std::string agent_path(const std::string& config) { return config + "/agent.toml"; }

/// "Phường Diên Hồng" → "Diên Hồng Ward".
std::string english_name(const catalogue::Ward& ward) {
    const bool phuong = ward.full_name.starts_with("Phường");
    const bool special = ward.full_name.starts_with("Đặc khu");
    return ward.name + (phuong ? " Ward" : special ? " Special Zone" : " Commune");
}

void name_place(std::vector<Change>& changes, const catalogue::Ward& ward,
                const catalogue::Wards& wards) {
    changes.push_back({"unit.province", in_toml(wards.province_code)});
    changes.push_back({"unit.ward", in_toml(ward.code)});
    changes.push_back({"unit.place.vi", in_toml(ward.full_name + ", tỉnh " + wards.province_name)});
    changes.push_back(
        {"unit.place.en", in_toml(english_name(ward) + ", " + wards.province_name + " Province")});
}

std::string hours(const std::vector<settings::Span>& spans) {
    std::vector<std::string> texts;
    const auto minute = [](std::chrono::minutes at) {
        return fmt::format("{:02}:{:02}", at.count() / 60, at.count() % 60);
    };
    for (const settings::Span& span : spans)
        texts.push_back(minute(span.from) + "-" + minute(span.to));
    return listed(texts);
}

void set_printer(std::vector<Change>& changes, const std::string& table,
                 const settings::Printer& printer) {
    changes.push_back({table + ".kind", in_toml(printer.kind)});
    changes.push_back({table + ".device", in_toml(printer.device)});
    changes.push_back({table + ".width_mm", std::to_string(printer.width_mm)});
}

std::vector<Change> kiosk_changes(const Answers& before, const Answers& after,
                                  const catalogue::Wards& wards) {
    static constexpr const char* kDays[] = {"sunday",   "monday", "tuesday", "wednesday",
                                            "thursday", "friday", "saturday"};
    std::vector<Change> changes;
    const catalogue::Ward* ward = wards.find(after.ward);
    if (ward && before.ward != after.ward) name_place(changes, *ward, wards);
    const auto set = [&](bool other, const char* key, std::string value) {
        if (other) changes.push_back({key, std::move(value)});
    };
    set(before.counter != after.counter, "unit.counter", in_toml(after.counter));
    set(before.panel_width_mm != after.panel_width_mm, "screen.panel_width_mm",
        fmt::format("{:.6g}", after.panel_width_mm));
    set(before.above_floor_mm != after.above_floor_mm, "screen.above_floor_mm",
        fmt::format("{:.6g}", after.above_floor_mm));
    set(before.rotate != after.rotate, "screen.rotate", std::to_string(after.rotate));
    set(before.wifi_name != after.wifi_name, "wifi.name", in_toml(after.wifi_name));
    set(before.wifi_password != after.wifi_password, "wifi.password", in_toml(after.wifi_password));
    for (std::size_t day = 0; day < after.opening.size(); ++day)
        if (before.opening[day] != after.opening[day])
            changes.push_back({std::string("opening.") + kDays[day], hours(after.opening[day])});
    if (before.slip_printer != after.slip_printer)
        set_printer(changes, "slip_printer", after.slip_printer);
    if (before.sheet_printer != after.sheet_printer)
        set_printer(changes, "sheet_printer", after.sheet_printer);
    return changes;
}

Result<> keep_and_replace(const std::string& path, bool was_there, const std::string& before,
                          const std::string& after) {
    if (was_there && before == after) return {};
    if (was_there) TRY(files::write_atomically(path + ".bak", before));
    return files::write_atomically(path, after);
}

}  // namespace

Result<Texts> read_texts(const std::string& config) {
    Texts texts;
    texts.kiosk = TRY(files::read(kiosk_path(config), tables::kBytesMax));
    TRY(settings::parse(texts.kiosk, kiosk_path(config)));
    Result<std::string> agent = files::read(agent_path(config), tables::kBytesMax);
    if (!agent && agent.error().code == Error::Code::not_found) return texts;
    texts.agent = TRY(std::move(agent));
    texts.has_agent = true;
    TRY(settings::parse_agent(texts.agent, agent_path(config)));
    return texts;
}

Result<Texts> with_answers(const Texts& texts, const Answers& before, const Answers& after,
                           const catalogue::Wards& wards, const std::string& config) {
    Texts made = texts;
    made.kiosk = TRY(changed(texts.kiosk, kiosk_changes(before, after, wards), kiosk_path(config)));
    const settings::Settings settings = TRY(settings::parse(made.kiosk, kiosk_path(config)));
    TRY(shell::check_unit(settings, wards, kiosk_path(config)));
    if (before.province == after.province) return made;
    made.agent = TRY(
        changed(texts.agent, {{"province.address", in_toml(after.province)}}, agent_path(config)));
    made.has_agent = true;
    TRY(settings::parse_agent(made.agent, agent_path(config)));
    return made;
}

Result<> write_texts(const std::string& config, const Texts& before, const Texts& after) {
    const ReadableByAll readable;
    TRY(keep_and_replace(kiosk_path(config), true, before.kiosk, after.kiosk));
    if (!after.has_agent) return {};
    Result<> done =
        keep_and_replace(agent_path(config), before.has_agent, before.agent, after.agent);
    if (!done && before.kiosk != after.kiosk)
        (void)files::write_atomically(kiosk_path(config), before.kiosk);
    return done;
}

}  // namespace setup

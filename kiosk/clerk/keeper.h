#pragma once

#include <optional>
#include <vector>

#include "clerk/pen.h"
#include "desk/action.h"
#include "desk/request.h"
#include "staff/door.h"

namespace clerk {

/// Keeps the door of the staff area and the accounts behind it. Every entry, failure, lock and
/// change is a row of the journal. The clerk's thread only: a PIN takes a tenth of a second.
class Keeper {
public:
    Keeper(const Surroundings& around, const Pen& pen);

    desk::Action accounts();
    desk::Action knock(const desk::Knock& knock);
    void note_left(const desk::NoteLeft& left) const;

    desk::Notice add(const desk::AddAccount& wish);
    desk::Notice set_pin(const desk::SetPin& wish);
    desk::Notice remove(const desk::RemoveAccount& wish);

private:
    Result<staff::Accounts> load();
    void remember();
    void open_door();
    std::string path(const char* name) const { return around_.state + "/" + name; }
    desk::Notice tell(desk::Deed deed, const Result<>& done, const std::string& code);

    const Surroundings& around_;
    const Pen& pen_;
    std::optional<staff::Door> door_;
    std::string seen_;  ///< The accounts as this program last saw or made them, as written.
    std::string last_staff_;
};

}  // namespace clerk

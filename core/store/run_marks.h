#pragma once

#include "runs/rows.h"
#include "store/database.h"

#include <string>
#include <vector>

namespace lightcl {

/// What people mark runs with; none of it changes what a run is. Each call is one transaction over all of its runs and
/// throws InputError when one of them does not exist (nothing is changed then), Error when SQLite cannot write.
class RunMarks {
public:
    explicit RunMarks(Database& database) : database_(&database) {}

    /// Gives the runs the tags, then takes others from them. Throws InputError for what is no tag, see requireTag().
    void changeTags(const std::vector<RunId>& runs, const std::vector<std::string>& add,
                    const std::vector<std::string>& remove);
    /// In place of the note there was; an empty one takes it away. At most 10,000 bytes, else InputError.
    void setNote(const std::vector<RunId>& runs, const std::string& note);
    void setArchived(const std::vector<RunId>& runs, bool archived);

private:
    Database* database_;
};

/// Throws InputError unless the text is a tag: 1 to 50 bytes, no commas, control characters, or blanks at its ends.
void requireTag(const std::string& text);

} // namespace lightcl

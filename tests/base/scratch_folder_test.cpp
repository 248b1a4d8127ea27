#include "base/scratch_folder.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <fstream>

using namespace lightcl;

TEST_CASE("a scratch folder is gone with its content, and where none can be made that is said", "[base]") {
    const test::TemporaryFolder folder;
    std::filesystem::path made;
    {
        const ScratchFolder scratch(folder.path());
        made = scratch.path();
        CHECK(made.parent_path() == folder.path());
        std::ofstream(scratch / "file") << "content";
        CHECK(std::filesystem::exists(made / "file"));
        CHECK(ScratchFolder(folder.path()).path() != made);
    }
    CHECK_FALSE(std::filesystem::exists(made));
    const auto gone = folder / "gone";
    CHECK(test::contains(test::messageOf<Error>([&] { const ScratchFolder none(gone); }), gone.string()));
}

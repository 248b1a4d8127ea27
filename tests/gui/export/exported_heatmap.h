#pragma once

#include "app/theme.h"
#include "gui/example_run.h"
#include "gui/wait.h"
#include "panels/heatmap_panel.h"
#include "plots/heatmap_plot.h"
#include "plots/plot_frame.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

#include <QString>

namespace lightcl::test {

/// A heatmap in a dark window, and a folder to export it to.
struct ExportedHeatmap {
    TemporaryFolder folder;
    HeatmapPanel panel;

    ExportedHeatmap() {
        panel.setPalette(Theme::darkPalette());
        panel.resize(600, 420);
        panel.showRuns({exampleRun()});
        // What the freeze line costs comes from another thread, and stands below the plot.
        REQUIRE(waitFor([this] { return !panel.freezeSummary().contains("Working out"); }));
        panel.grab();
    }
    [[nodiscard]] QString path(const char* name) const { return QString::fromStdString((folder / name).string()); }
};

} // namespace lightcl::test

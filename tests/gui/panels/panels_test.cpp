#include "panels/curves_panel.h"
#include "panels/heatmap_panel.h"
#include "panels/memory_panel.h"
#include "plots/plot.h"

#include "app/theme.h"
#include "gui/example_run.h"
#include "support/catch.h"

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>

using namespace lightcl;

namespace {

bool saysSomething(const QWidget& panel, const QString& text) {
    for (const auto* label : panel.findChildren<QLabel*>())
        if (label->text().contains(text)) return true;
    return false;
}

} // namespace

TEST_CASE("Panels say what will appear while there is nothing to show") {
    HeatmapPanel heatmap;
    CurvesPanel curves;
    MemoryPanel memory;
    for (auto* panel : {static_cast<Panel*>(&heatmap), static_cast<Panel*>(&curves), static_cast<Panel*>(&memory)}) {
        panel->showRuns({});
        CHECK(saysSomething(*panel, "Select "));
        auto queued = std::make_shared<RunData>();
        panel->showRuns({queued});
        CHECK(saysSomething(*panel, "will appear here"));
        panel->showRuns({test::exampleRun()});
        CHECK_FALSE(saysSomething(*panel, "will appear here"));
        panel->showRuns({});
    }
}

TEST_CASE("Every control of a panel can be reached by keyboard and has a name") {
    HeatmapPanel heatmap;
    CurvesPanel curves;
    MemoryPanel memory;
    for (auto* panel : {static_cast<Panel*>(&heatmap), static_cast<Panel*>(&curves), static_cast<Panel*>(&memory)}) {
        panel->showRuns(test::fourRuns());
        for (const auto* control : panel->findChildren<QComboBox*>()) {
            CHECK_FALSE(control->accessibleName().isEmpty());
            CHECK(control->focusPolicy() != Qt::NoFocus);
        }
        for (const auto* control : panel->findChildren<QSpinBox*>()) CHECK_FALSE(control->accessibleName().isEmpty());
        for (const auto* plot : panel->findChildren<Plot*>()) {
            if (plot->isVisibleTo(panel)) CHECK_FALSE(plot->accessibleName().isEmpty());
            CHECK(plot->focusPolicy() == Qt::StrongFocus);
        }
    }
}

TEST_CASE("Plots take the colours of the palette they are given") {
    HeatmapPanel heatmap;
    CurvesPanel curves;
    MemoryPanel memory;
    for (auto* panel : {static_cast<Panel*>(&heatmap), static_cast<Panel*>(&curves), static_cast<Panel*>(&memory)}) {
        panel->showRuns(test::fourRuns());
        for (const auto& palette : {Theme::lightPalette(), Theme::darkPalette()}) {
            panel->setPalette(palette);
            const auto theme = PlotTheme::fromPalette(palette);
            for (auto* plot : panel->findChildren<Plot*>()) {
                CHECK(plot->theme() == theme);
                CHECK(plot->xAxis->tickLabelColor() == theme.text);
                CHECK(plot->toPixmap(60, 40).toImage().pixelColor(1, 1) == theme.background);
            }
        }
    }
}

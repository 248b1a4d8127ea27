#include "app/panels.h"

#include "panels/checkpoint_panel.h"
#include "panels/comparison_panel.h"
#include "panels/curves_panel.h"
#include "panels/heatmap_panel.h"
#include "panels/memory_panel.h"
#include "panels/tradeoff_panel.h"

#include <QCoreApplication>

namespace lightcl {

namespace {

struct Titles {
    Q_DECLARE_TR_FUNCTIONS(lightcl::Titles)
};

} // namespace

std::vector<NamedPanel> makePanels(QWidget* parent) {
    return {
        {QStringLiteral("heatmap"), Titles::tr("Layers"), DockPlace::UpperRight, new HeatmapPanel(parent)},
        {QStringLiteral("comparison"), Titles::tr("Comparison"), DockPlace::UpperRight, new ComparisonPanel(parent)},
        {QStringLiteral("curves"), Titles::tr("Forgetting curves"), DockPlace::LowerRight, new CurvesPanel(parent)},
        {QStringLiteral("memory"), Titles::tr("Memory"), DockPlace::LowerRight, new MemoryPanel(parent)},
        {QStringLiteral("tradeoff"), Titles::tr("Trade-off"), DockPlace::UpperRight, new TradeoffPanel(parent)},
        {QStringLiteral("checkpoint"), Titles::tr("Buffer"), DockPlace::UpperRight, new CheckpointPanel(parent)}};
}

} // namespace lightcl

#include "app/panels.h"

#include "panels/curves_panel.h"
#include "panels/heatmap_panel.h"
#include "panels/memory_panel.h"

#include <QCoreApplication>

namespace lightcl {

namespace {

struct Titles {
    Q_DECLARE_TR_FUNCTIONS(lightcl::Titles)
};

} // namespace

std::vector<NamedPanel> makePanels(QWidget* parent) {
    return {{QStringLiteral("heatmap"), Titles::tr("Layer heatmap"), new HeatmapPanel(parent)},
            {QStringLiteral("curves"), Titles::tr("Forgetting curves"), new CurvesPanel(parent)},
            {QStringLiteral("memory"), Titles::tr("Memory"), new MemoryPanel(parent)}};
}

} // namespace lightcl

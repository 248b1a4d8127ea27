#pragma once

#include "panels/panel.h"

#include <vector>

namespace lightcl {

/// A panel and the name and title of its dock.
struct NamedPanel {
    QString name; ///< in the remembered layout: "heatmap"
    QString title;
    Panel* panel;
};

/// The panels that show the selected runs: layer heatmap, forgetting curves, memory.
std::vector<NamedPanel> makePanels(QWidget* parent);

} // namespace lightcl

#pragma once

#include "app/window_layout.h"
#include "panels/panel.h"

#include <vector>

namespace lightcl {

/// A panel and the name, title and first place of its dock.
struct NamedPanel {
    QString name; ///< in the remembered layout: "heatmap"
    QString title;
    DockPlace place;
    Panel* panel;
};

/// The panels that show the selected runs: layer heatmap, forgetting curves, memory.
std::vector<NamedPanel> makePanels(QWidget* parent);

} // namespace lightcl

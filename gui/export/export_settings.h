#pragma once

#include "export/export_format.h"
#include "export/figure_style.h"

namespace lightcl {

/// What the export dialogue remembers from one time to the next.
struct ExportSettings {
    QString folder;
    ExportFormat format = ExportFormat::Pdf;
    FigureStyle style;

    /// As last saved; by default the user's document folder and a paper's column.
    static ExportSettings load();
    void save() const;
    bool operator==(const ExportSettings&) const = default;
};

} // namespace lightcl

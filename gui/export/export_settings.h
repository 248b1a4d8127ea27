#pragma once

#include "export/export_format.h"

namespace lightcl {

/// What the export dialogue remembers from one time to the next.
struct ExportSettings {
    QString folder;
    ExportFormat format = ExportFormat::Pdf;
    double scale = 2; ///< of pictures made of pixels

    /// As last saved; by default the user's document folder.
    static ExportSettings load();
    void save() const;
    bool operator==(const ExportSettings&) const = default;
};

} // namespace lightcl

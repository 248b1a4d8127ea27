#pragma once

#include "runs/rows.h"

#include <QColor>
#include <QString>

namespace lightcl {

/// A colour for each run of one store: from a palette that colour-blind people can tell apart, by run id, so that it is
/// the same in every plot and every session. A colour the user chose is remembered in the settings.
class RunColors {
public:
    /// `storeFile` tells the stores' chosen colours apart.
    explicit RunColors(const QString& storeFile);

    [[nodiscard]] QColor color(RunId run) const;
    void choose(RunId run, const QColor& color);
    /// Back to the palette's colour.
    void forget(RunId run);

    /// The palette's colour of a run.
    static QColor paletteColor(RunId run);

private:
    [[nodiscard]] QString key(RunId run) const;

    QString group_;
};

} // namespace lightcl

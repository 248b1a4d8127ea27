#pragma once

#include "figures/run_groups.h"

#include <QColor>
#include <QString>

namespace lightcl {

/// The colours of one store's runs: a method and its setting has a colour of its own (figures/run_groups.h), from a
/// palette that colour-blind people can tell apart, and the runs that differ in the seed only are shades of it. So they
/// are the same in every plot, every session and every report. A colour the user chose for a method and setting is
/// remembered in the settings.
class RunColors {
public:
    /// `storeFile` tells the stores' chosen colours apart.
    explicit RunColors(const QString& storeFile);

    /// Until a run's place is known it counts as a group of its own.
    void setPlaces(RunPlaces places) { places_ = std::move(places); }

    [[nodiscard]] QColor color(RunId run) const;
    [[nodiscard]] QColor groupColor(RunId run) const;
    /// Whether two runs are of one method and setting, and so have one group colour.
    [[nodiscard]] bool areAlike(RunId a, RunId b) const { return placeOf(a).first == placeOf(b).first; }
    /// The colour of the run's group.
    void choose(RunId run, const QColor& color);

private:
    [[nodiscard]] RunPlace placeOf(RunId run) const;
    [[nodiscard]] QString key(RunId firstOfGroup) const;

    QString storeKey_;
    RunPlaces places_;
};

} // namespace lightcl

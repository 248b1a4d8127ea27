#pragma once

#include "reading/run_data.h"

#include <QComboBox>

namespace lightcl {

/// Chooses one of the selected runs; hidden while there is nothing to choose.
class RunBox : public QComboBox {
    Q_OBJECT
public:
    explicit RunBox(QWidget* parent = nullptr);

    /// Keeps the chosen run while it stays selected; another current run (the first) is chosen at once. Says whether
    /// the chosen run is another now; no signal is sent.
    bool offer(const std::vector<RunDataPtr>& runs);
    /// The chosen run; null when none is selected.
    [[nodiscard]] RunDataPtr run() const;

private:
    std::vector<RunDataPtr> runs_;
};

} // namespace lightcl

#pragma once

#include "export/figure_dress.h"

#include <QTableWidget>

namespace lightcl {

/// The texts of a figure, each beside what stands in its place in the export. A text that is made empty is left out.
class FigureTextsEdit : public QTableWidget {
    Q_OBJECT
public:
    explicit FigureTextsEdit(QWidget* parent = nullptr);

    /// Which texts there are; what was written for one stays.
    void setTexts(const QStringList& texts);
    /// Those that were changed.
    [[nodiscard]] const FigureTexts& replacements() const { return replacements_; }

signals:
    void changed();

private:
    void take(QTableWidgetItem* item);

    QStringList texts_;
    FigureTexts replacements_;
};

} // namespace lightcl

#pragma once

#include <QAbstractItemModel>
#include <QString>

namespace lightcl::test {

/// A model as text: a line a row, cells divided by " | ", the headings first.
inline std::string printed(const QAbstractItemModel& model, int columns) {
    QStringList lines;
    for (int row = -1; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < columns; ++column) {
            cells.append(row < 0 ? model.headerData(column, Qt::Horizontal).toString()
                                 : model.index(row, column).data().toString());
        }
        lines.append(cells.join(QStringLiteral(" | ")));
    }
    return lines.join(QLatin1Char('\n')).toStdString();
}

} // namespace lightcl::test

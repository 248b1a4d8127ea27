#pragma once

#include "text/table.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace lightcl {

/// A table of Qt's strings.
struct CsvTable {
    QStringList header;
    std::vector<QStringList> rows;

    operator Table() const; // NOLINT(google-explicit-constructor): wherever a Table is wanted
};

/// Writes the table, UTF-8, whole or not at all. Throws Error naming the file and the reason.
void writeCsv(const QString& file, const Table& table);

} // namespace lightcl

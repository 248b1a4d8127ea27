#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace lightcl {

/// A table as it goes into a CSV file.
struct CsvTable {
    QStringList header;
    std::vector<QStringList> rows;
};

/// A number with as many digits as bring back the same number; empty when it is none (NaN).
QString csvNumber(double value);

/// The table after RFC 4180, but with a plain line feed at each line's end; fields with a comma, quote or line break
/// are quoted.
QString toCsv(const CsvTable& table);

/// Writes the table, UTF-8, whole or not at all. Throws Error naming the file and the reason.
void writeCsv(const QString& file, const CsvTable& table);

} // namespace lightcl

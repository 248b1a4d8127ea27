#include "export/csv.h"

#include "export/atomic_device.h"

#include <QIODevice>
#include <QLocale>
#include <cmath>

namespace lightcl {

namespace {

QString quoted(const QString& field) {
    if (!field.contains(',') && !field.contains('"') && !field.contains('\n') && !field.contains('\r')) return field;
    auto doubled = field;
    doubled.replace('"', "\"\"");
    return '"' + doubled + '"';
}

QString line(const QStringList& fields) {
    QStringList parts;
    for (const auto& field : fields) parts << quoted(field);
    return parts.join(',') + '\n';
}

} // namespace

QString csvNumber(double value) {
    return std::isnan(value) ? QString() : QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString toCsv(const CsvTable& table) {
    auto text = line(table.header);
    for (const auto& row : table.rows) text += line(row);
    return text;
}

void writeCsv(const QString& file, const CsvTable& table) {
    writeAtomically(file, [&](QIODevice& device) {
        const auto bytes = toCsv(table).toUtf8();
        return device.write(bytes) == bytes.size();
    });
}

} // namespace lightcl

#include "app/first_steps.h"

#include "app/carried_files.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "base/gunzip.h"
#include "spec/spec_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace lightcl {

namespace {

QByteArray carriedFile(const QString& path) {
    useCarriedFiles();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) throw Error(path.toStdString() + ": expected within the program, not found");
    return file.readAll();
}

} // namespace

ExperimentSpec quickStartExperiment() {
    return parseExperiment(carriedFile(QStringLiteral(":/experiments/quickstart.toml")).toStdString(),
                           "quickstart.toml");
}

QString sampleDatabase() {
    const QByteArray packed = carriedFile(QStringLiteral(":/resources/sample.sqlite.gz"));
    // A newer program's sample does not take the place of an older one that may be open.
    const auto mark = QCryptographicHash::hash(packed, QCryptographicHash::Sha1).toHex().left(8);
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QString file = folder.filePath(QStringLiteral("sample-%1.sqlite").arg(QString::fromLatin1(mark)));
    if (QFile::exists(file)) return file;
    if (!folder.mkpath(QStringLiteral("."))) throw Error(folder.path().toStdString() + ": cannot be made");
    writeFileAtomically(file.toStdString(), gunzip({packed.constData(), static_cast<std::size_t>(packed.size())}));
    return file;
}

} // namespace lightcl

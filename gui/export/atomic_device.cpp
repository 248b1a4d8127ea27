#include "export/atomic_device.h"

#include "base/error.h"

#include <QSaveFile>

namespace lightcl {

void writeAtomically(const QString& file, const std::function<bool(QIODevice&)>& write) {
    QSaveFile target(file);
    const auto fail = [&](const QString& reason) {
        target.cancelWriting();
        throw Error(QString("%1: cannot be written: %2").arg(file, reason).toStdString());
    };
    if (!target.open(QIODevice::WriteOnly)) fail(target.errorString());
    if (!write(target))
        fail(target.error() == QFileDevice::NoError ? "the picture could not be made" : target.errorString());
    if (!target.commit()) fail(target.errorString());
}

} // namespace lightcl

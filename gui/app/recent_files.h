#pragma once

#include <QString>
#include <QStringList>

namespace lightcl {

/// The files of one kind opened last, newest first, kept in the settings; files that are gone are left out.
class RecentFiles {
public:
    /// `kind` is the settings' key, such as "specs" or "databases".
    explicit RecentFiles(const QString& kind) : key_(QStringLiteral("recent/") + kind) {}

    void add(const QString& file);
    [[nodiscard]] QStringList list() const;

private:
    QString key_;
};

} // namespace lightcl

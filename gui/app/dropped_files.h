#pragma once

#include <QObject>
#include <QStringList>
#include <functional>

class QMainWindow;
class QMimeData;

namespace lightcl {

/// Database files that are dropped on a window: they are opened, or their runs are taken into the open database, as the
/// user says. A spec (.toml) that is dropped alone is opened at once.
class DroppedFiles : public QObject {
    Q_OBJECT
public:
    enum class Choice { Nothing, Open, Merge };
    /// Asks what to do with so many databases; `mayMerge`: whether there is one to merge into.
    using Ask = std::function<Choice(const QStringList& files, bool mayMerge)>;

    explicit DroppedFiles(QMainWindow& window);

    void setAsk(Ask ask) { ask_ = std::move(ask); }
    /// Whether a database is open that may be written.
    void setMayMerge(std::function<bool()> mayMerge) { mayMerge_ = std::move(mayMerge); }

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void openRequested(const QString& file);
    void mergeRequested(const QStringList& files);
    void specRequested(const QString& file);

private:
    void take(const QStringList& files);
    static QStringList filesIn(const QMimeData* data);

    Ask ask_;
    std::function<bool()> mayMerge_ = [] { return false; };
};

} // namespace lightcl

#pragma once

#include <QLineEdit>
#include <QWidget>

namespace lightcl {

/// A line for a path and a button that opens the file dialog. Takes files dropped on it.
class PathEdit : public QWidget {
    Q_OBJECT
public:
    /// `folder`: the path names a folder, not a file.
    explicit PathEdit(bool folder, QWidget* parent = nullptr);

    [[nodiscard]] QString path() const { return line_->text(); }
    void setPath(const QString& path) { line_->setText(path); }

signals:
    void changed();

private:
    void browse();

    bool folder_;
    QLineEdit* line_;
};

} // namespace lightcl

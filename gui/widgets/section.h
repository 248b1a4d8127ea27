#pragma once

#include <QToolButton>
#include <QWidget>

namespace lightcl {

/// A heading that folds and unfolds what is below it.
class Section : public QWidget {
    Q_OBJECT
public:
    /// Takes over `content`.
    Section(const QString& title, QWidget* content, QWidget* parent = nullptr);

    void setTitle(const QString& title) { heading_->setText(title); }
    [[nodiscard]] QString title() const { return heading_->text(); }
    void setOpen(bool open) { heading_->setChecked(open); }
    [[nodiscard]] bool isOpen() const { return heading_->isChecked(); }

private:
    QToolButton* heading_;
};

} // namespace lightcl

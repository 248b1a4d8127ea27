#pragma once

#include <QLabel>

namespace lightcl {

/// A message in the colour of errors, hidden while there is none; red in light windows, lighter in dark ones.
class ErrorLabel : public QLabel {
    Q_OBJECT
public:
    explicit ErrorLabel(QWidget* parent = nullptr);
    void showMessage(const QString& message);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolor();
};

} // namespace lightcl

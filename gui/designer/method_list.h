#pragma once

#include "designer/method_card.h"

#include <QVBoxLayout>

namespace lightcl {

/// The methods of the experiment, each a card, and a button to add one.
class MethodList : public QWidget {
    Q_OBJECT
public:
    explicit MethodList(QWidget* parent = nullptr);

    std::optional<std::vector<MethodSpec>> methods();
    void setMethods(const std::vector<MethodSpec>& methods);
    /// Appends the method with the catalog's defaults.
    void addMethod(const std::string& name);
    [[nodiscard]] const std::vector<MethodCard*>& cards() const { return cards_; }
    void clearErrors();

signals:
    void changed();
    void focused(const QString& help);

private:
    void insert(std::size_t index, const MethodSpec& method);
    void remove(MethodCard* card);
    void duplicate(MethodCard* card);
    /// Each is told by its method, and numbered where there are more of it.
    void nameCards();

    QVBoxLayout* column_;
    std::vector<MethodCard*> cards_;
};

} // namespace lightcl

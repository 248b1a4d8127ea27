#include "methods/parts/buffered_rows.h"

namespace lightcl {

namespace {

/// The columns, each changed by `change` where there is one.
template <typename Change>
BufferedRows eachColumn(const BufferedRows& rows, const Change& change) {
    const auto changed = [&](const torch::Tensor& column) { return column.defined() ? change(column) : column; };
    return {{changed(rows.samples.images), changed(rows.samples.labels)}, changed(rows.outputs)};
}

torch::Tensor joined(const torch::Tensor& first, const torch::Tensor& second) {
    return first.defined() && second.defined() ? torch::cat({first, second}) : second;
}

} // namespace

BufferedRows BufferedRows::at(const torch::Tensor& places) const {
    return eachColumn(*this, [&](const torch::Tensor& column) { return column.index_select(0, places); });
}

BufferedRows BufferedRows::slice(std::int64_t first, std::int64_t last) const {
    return eachColumn(*this, [&](const torch::Tensor& column) { return column.slice(0, first, last); });
}

BufferedRows BufferedRows::followedBy(const BufferedRows& more) const {
    if (more.count() == 0) return *this;
    return {{joined(samples.images, more.samples.images), joined(samples.labels, more.samples.labels)},
            joined(outputs, more.outputs)};
}

BufferedRows BufferedRows::emptyLike(std::int64_t rows) const {
    return eachColumn(*this, [&](const torch::Tensor& column) {
        std::vector<std::int64_t> sizes = column.sizes().vec();
        sizes[0] = rows;
        return torch::zeros(sizes, column.options());
    });
}

BufferedRows BufferedRows::resized(std::int64_t kept, std::int64_t rows) const {
    BufferedRows result = emptyLike(rows);
    for (std::int64_t row = 0; row < kept; ++row) result.copyRow(row, *this, row);
    return result;
}

void BufferedRows::copyRow(std::int64_t place, const BufferedRows& from, std::int64_t row) {
    samples.images[place].copy_(from.samples.images[row]);
    samples.labels[place].copy_(from.samples.labels[row]);
    if (outputs.defined()) outputs[place].copy_(from.outputs[row]);
}

void BufferedRows::save(StateArchive archive) const {
    archive.put("images", samples.images);
    archive.put("labels", samples.labels);
    archive.put("outputs", outputs);
}

BufferedRows BufferedRows::restored(const StateArchive& archive) {
    return {{archive.tensor("images"), archive.tensor("labels")}, archive.tensor("outputs")};
}

} // namespace lightcl

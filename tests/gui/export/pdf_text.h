#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lightcl::test {

/// What stands in a PDF file of one page as Qt writes them: its size in points, how many fonts it carries, the sizes in
/// points at which they are set, its pictures, its title.
struct PdfText {
    std::optional<std::pair<double, double>> pageSize;
    int embeddedFonts = 0;
    int images = 0;
    std::vector<double> fontSizes;
    std::string title;

    explicit PdfText(const std::string& bytes) {
        const QByteArray file(bytes.data(), static_cast<qsizetype>(bytes.size()));
        const auto text = QString::fromLatin1(file);
        const auto box = QRegularExpression("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]").match(text);
        if (box.hasMatch()) pageSize = {box.captured(1).toDouble(), box.captured(2).toDouble()};
        embeddedFonts = static_cast<int>(text.count("/FontFile"));
        images = static_cast<int>(text.count("/Subtype /Image"));
        const auto found = QRegularExpression("/Title \\(([^)]*)\\)").match(text);
        for (const auto character : found.captured(1))
            if (character.unicode() >= 32 && character.unicode() < 127) title += character.toLatin1();
        readStreams(file);
    }

private:
    void readStreams(const QByteArray& file) {
        for (auto at = file.indexOf("stream\n"); at >= 0; at = file.indexOf("stream\n", at + 1)) {
            if (at >= 3 && file.mid(at - 3, 3) == "end") continue;
            const auto end = file.indexOf("endstream", at);
            // Qt's function wants the length before the stream: a lower bound is enough.
            if (file.at(at + 7) != 'x') continue; // not compressed
            readContent(qUncompress(QByteArray("\0\0\xff\xff", 4) + file.mid(at + 7, end - at - 7)));
        }
    }

    /// Fonts are set in units that "cm" and "Tm" scale.
    void readContent(const QByteArray& content) {
        std::vector<double> numbers;
        std::vector<double> outer;
        double scale = 1;
        double size = 0;
        const auto scaleOf = [&] {
            if (numbers.size() < 6) return 1.0;
            const auto* m = &numbers[numbers.size() - 6];
            return std::sqrt(std::abs(m[0] * m[3] - m[1] * m[2]));
        };
        for (const auto& word : content.simplified().split(' ')) {
            bool isNumber = false;
            const double number = word.toDouble(&isNumber);
            if (isNumber) {
                numbers.push_back(number);
                continue;
            }
            if (word == "q") outer.push_back(scale);
            if (word == "Q" && !outer.empty()) {
                scale = outer.back();
                outer.pop_back();
            }
            if (word == "cm") scale *= scaleOf();
            if (word == "Tf" && !numbers.empty()) size = numbers.back();
            if (word == "Tm") fontSizes.push_back(size * scale * scaleOf());
            numbers.clear();
        }
    }
};

} // namespace lightcl::test

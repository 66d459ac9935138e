package waywarden.bench;

import java.util.List;
import java.util.Locale;

/// Two curves over powers of ten, as SVG.
final class GrowthPlot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int BOTTOM = 250;
    private static final int TOP = 30;
    private static final int POWERS = 7;

    private GrowthPlot() {}

    static String svg(List<double[]> byMessages, List<double[]> byConversations) {
        double most = Math.max(most(byMessages), most(byConversations)) * 1.2;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
                        + "font-size=\"12\">%n<title>Processor time a message</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        for (int power = 2; power <= POWERS; power++) {
            double x = x(Math.pow(10, power));
            line(svg, x, TOP, x, BOTTOM, "#ddd");
            text(svg, x, BOTTOM + 18, "middle", "10<tspan dy=\"-5\" font-size=\"9\">" + power + "</tspan>");
        }
        for (int i = 0; i <= 4; i++) {
            double y = y(most * i / 4, most);
            line(svg, LEFT, y, x(Math.pow(10, POWERS)), y, "#ddd");
            text(svg, LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%.0f us", most * i / 4));
        }
        curve(svg, byMessages, most, "#0b5394", "messages so far (1,000 conversations)", 16);
        curve(svg, byConversations, most, "#b45f06", "live conversations", 32);
        text(svg, WIDTH / 2.0, HEIGHT - 8, "middle", "processor time of one message, everything on");
        return svg.append("</svg>\n").toString();
    }

    private static double most(List<double[]> points) {
        return points.stream().mapToDouble(point -> point[1]).max().orElse(1);
    }

    private static double x(double many) {
        return LEFT + (Math.log10(many) - 2) / (POWERS - 2) * (WIDTH - LEFT - 20);
    }

    private static double y(double micros, double most) {
        return BOTTOM - micros / most * (BOTTOM - TOP);
    }

    private static void curve(
            StringBuilder svg, List<double[]> points, double most, String colour, String name, int line) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            double x = x(point[0]);
            double y = y(point[1], most);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            svg.append(String.format(
                    Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colour));
        }
        svg.append("<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\"/>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" fill=\"%s\" text-anchor=\"end\">%s</text>%n",
                WIDTH - 20,
                line,
                colour,
                name));
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words));
    }
}

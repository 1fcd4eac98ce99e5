import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Renders icon.svg, which is made of circles alone, to the sizes and formats that systems want. */
final class RenderIcons {
    private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256, 512};
    private static final double DRAWING = 512;
    private static final Pattern CIRCLE = Pattern.compile("<circle ([^>]*)/>");

    private RenderIcons() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length > 0 ? args[0] : "assets/icons");
        String svg = Files.readString(folder.resolve("icon.svg"));
        for (int size : SIZES) {
            Files.write(folder.resolve("icon-" + size + ".png"), png(svg, size));
        }
        Files.write(folder.resolve("icon.ico"), ico(svg, 16, 32, 48, 256));
        Files.write(folder.resolve("icon.icns"), icns(svg));
    }

    private static byte[] png(String svg, int size) throws IOException {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(size / DRAWING, size / DRAWING);
        Matcher circles = CIRCLE.matcher(svg);
        while (circles.find()) {
            String attributes = circles.group(1);
            double x = Double.parseDouble(attribute(attributes, "cx"));
            double y = Double.parseDouble(attribute(attributes, "cy"));
            double r = Double.parseDouble(attribute(attributes, "r"));
            var circle = new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            if (attribute(attributes, "fill").equals("none")) {
                graphics.setColor(Color.decode(attribute(attributes, "stroke")));
                graphics.setStroke(new BasicStroke(Float.parseFloat(attribute(attributes, "stroke-width"))));
                graphics.draw(circle);
            } else {
                graphics.setColor(Color.decode(attribute(attributes, "fill")));
                graphics.fill(circle);
            }
        }
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static String attribute(String attributes, String name) {
        Matcher matcher = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + name + " in " + attributes);
        }
        return matcher.group(1);
    }

    /** Windows: a directory of PNG images. */
    private static byte[] ico(String svg, int... sizes) throws IOException {
        int header = 6 + 16 * sizes.length;
        var images = new ByteArrayOutputStream();
        ByteBuffer directory = ByteBuffer.allocate(header).order(ByteOrder.LITTLE_ENDIAN);
        directory.putShort((short) 0).putShort((short) 1).putShort((short) sizes.length);
        for (int size : sizes) {
            byte[] png = png(svg, size);
            byte edge = (byte) (size == 256 ? 0 : size);
            directory.put(edge).put(edge).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
            directory.putInt(png.length).putInt(header + images.size());
            images.writeBytes(png);
        }
        var all = new ByteArrayOutputStream();
        all.writeBytes(directory.array());
        all.writeBytes(images.toByteArray());
        return all.toByteArray();
    }

    /** macOS: tagged PNG images. */
    private static byte[] icns(String svg) throws IOException {
        var body = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(body)) {
            String[] tags = {"icp4", "icp5", "icp6", "ic07", "ic08", "ic09", "ic10"};
            for (int i = 0; i < tags.length; i++) {
                byte[] png = png(svg, 16 << i);
                out.writeBytes(tags[i]);
                out.writeInt(png.length + 8);
                out.write(png);
            }
        }
        var all = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(all)) {
            out.writeBytes("icns");
            out.writeInt(body.size() + 8);
            body.writeTo(out);
        }
        return all.toByteArray();
    }
}

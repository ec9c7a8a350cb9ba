package io.vertebra.core.weights;

import io.vertebra.core.weights.PickleValue.Items;
import io.vertebra.core.weights.PickleValue.Mapping;
import io.vertebra.core.weights.PickleValue.Opaque;
import io.vertebra.core.weights.PickleValue.Storage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a pickle of protocol 2 to 5 as data. It has no way to run anything: names are compared with the list of
 * {@link PickleGlobals}, and containers, texts and numbers are all that comes out. No step is recursive.
 */
final class Unpickler {
    private static final int HIGHEST_PROTOCOL = 5;
    /** What one step costs at most, apart from texts: an empty dictionary and its places in the stack and the memo. */
    private static final int STEP_BYTES = 128;

    private static final int LONGEST_NUMBER = 64;

    private final String file;
    private final PickleBytes bytes;
    private final Allowance allowance;
    private final PickleStack stack;
    private final PickleGlobals globals;

    Unpickler(String file, ByteBuffer bytes, Allowance allowance) {
        this.file = file;
        this.bytes = new PickleBytes(file, bytes, allowance);
        this.allowance = allowance;
        stack = new PickleStack(file);
        globals = new PickleGlobals(file, allowance);
    }

    /** The value; the buffer then stands behind the pickle. */
    Object read() {
        if (bytes.unsigned8() != 0x80) {
            throw WeightsFaults.format(
                    file,
                    "a pickle begins with its protocol",
                    "another byte",
                    "save it with torch.save and its default protocol");
        }
        int protocol = bytes.unsigned8();
        if (protocol > HIGHEST_PROTOCOL) {
            throw WeightsFaults.format(
                    file,
                    "pickles are read up to protocol " + HIGHEST_PROTOCOL,
                    protocol,
                    "save it with torch.save and its default protocol");
        }
        while (true) {
            int code = bytes.unsigned8();
            if (code == '.') {
                return stack.pop();
            }
            allowance.take(STEP_BYTES);
            if (!plain(code) && !text(code) && !container(code) && !memo(code) && !call(code)) {
                throw WeightsFaults.corrupt(
                        file,
                        "the pickle uses only steps that make data, and at byte " + (bytes.position() - 1)
                                + " there is another",
                        String.format(Locale.ROOT, "0x%02x", code));
            }
        }
    }

    /** The storages that the pickle named, by their keys. */
    Map<String, Storage> storages() {
        return globals.storages();
    }

    private boolean plain(int code) {
        switch (code) {
            case 'N' -> stack.push(Opaque.NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) bytes.unsigned8());
            case 'M' -> stack.push((long) bytes.unsigned16());
            case 'J' -> stack.push((long) bytes.signed32());
            case 0x8a -> stack.push(number(bytes.unsigned8()));
            case 0x8b -> stack.push(number(bytes.signed32()));
            case 'G' -> stack.push(bytes.bigEndianDouble());
            case '0' -> stack.pop();
            case '2' -> stack.push(stack.top());
            case '1' -> stack.popToMark();
            case 0x95 -> bytes.signed64();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Little-endian two's complement; what does not fit 64 bits stays a number that no size equals. */
    private Object number(int length) {
        if (length < 0 || length > LONGEST_NUMBER) {
            throw WeightsFaults.corrupt(
                    file, "a number has at most " + LONGEST_NUMBER + " bytes", Integer.toUnsignedString(length));
        }
        byte[] little = bytes.take(length);
        byte[] big = new byte[length];
        for (int i = 0; i < length; i++) {
            big[i] = little[length - 1 - i];
        }
        BigInteger number = length == 0 ? BigInteger.ZERO : new BigInteger(big);
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private boolean text(int code) {
        switch (code) {
            case 'X' -> stack.push(bytes.utf8(bytes.unsigned32()));
            case 0x8c -> stack.push(bytes.utf8(bytes.unsigned8()));
            case 0x8d -> stack.push(bytes.utf8(bytes.signed64()));
            case 'T' -> stack.push(bytes.latin(bytes.signed32()));
            case 'U' -> stack.push(bytes.latin(bytes.unsigned8()));
            case 'B' -> unused(bytes.unsigned32());
            case 'C' -> unused(bytes.unsigned8());
            case 0x8e, 0x96 -> unused(bytes.signed64());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void unused(long length) {
        bytes.skip(length);
        stack.push(Opaque.UNUSED);
    }

    private boolean container(int code) {
        switch (code) {
            case '(' -> stack.mark();
            case '}' -> stack.push(new Mapping());
            case ']', 0x8f -> stack.push(new Items(new ArrayList<>(0)));
            case ')' -> stack.push(new Items(List.of()));
            case 0x85 -> stack.push(stack.popItems(1));
            case 0x86 -> stack.push(stack.popItems(2));
            case 0x87 -> stack.push(stack.popItems(3));
            case 't', 'l', 0x91 -> stack.push(new Items(stack.popToMark()));
            case 'd' -> putAll(stack.popToMark(), true);
            case 'a' -> append(List.of(stack.pop()));
            case 'e', 0x90 -> append(stack.popToMark());
            case 's' -> putAll(stack.popItems(2).values(), false);
            case 'u' -> putAll(stack.popToMark(), false);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void append(List<Object> values) {
        if (!(stack.top() instanceof Items items) || !(items.values() instanceof ArrayList<Object> list)) {
            throw WeightsFaults.corrupt(file, "values are added to a list", PickleGlobals.kind(stack.top()));
        }
        list.addAll(values);
    }

    private void putAll(List<Object> flat, boolean fresh) {
        if (fresh) {
            stack.push(new Mapping());
        }
        if (!(stack.top() instanceof Mapping mapping) || flat.size() % 2 != 0) {
            throw WeightsFaults.corrupt(
                    file, "keys and values are put into a dictionary", PickleGlobals.kind(stack.top()));
        }
        for (int i = 0; i < flat.size(); i += 2) {
            globals.put(mapping, flat.get(i), flat.get(i + 1));
        }
    }

    private boolean memo(int code) {
        switch (code) {
            case 'q' -> stack.remember(bytes.unsigned8());
            case 'r' -> stack.remember(bytes.unsigned32());
            case 0x94 -> stack.remember();
            case 'h' -> stack.push(stack.recall(bytes.unsigned8()));
            case 'j' -> stack.push(stack.recall(bytes.unsigned32()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean call(int code) {
        switch (code) {
            case 'c' -> stack.push(globals.named(bytes.line(), bytes.line()));
            case 0x93 -> {
                Items names = stack.popItems(2);
                stack.push(globals.named(
                        String.valueOf(names.values().get(0)),
                        String.valueOf(names.values().get(1))));
            }
            case 'R', 0x81 -> {
                Items call = stack.popItems(2);
                stack.push(globals.call(call.values().get(0), call.values().get(1)));
            }
            case 'Q' -> stack.push(globals.storage(stack.pop()));
            case 'b' -> attributes(stack.pop());
            case 'i' -> throw globals.refused(bytes.line() + "." + bytes.line());
            case 'o' -> {
                List<Object> made = stack.popToMark();
                throw globals.refused(made.isEmpty() ? "an object" : PickleGlobals.kind(made.get(0)));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** PyTorch hangs the versions of modules on a state dict; nothing else has attributes. */
    private void attributes(Object state) {
        if (!(stack.top() instanceof Mapping) || !(state instanceof Mapping)) {
            throw globals.refused("attributes of " + PickleGlobals.kind(stack.top()));
        }
    }
}

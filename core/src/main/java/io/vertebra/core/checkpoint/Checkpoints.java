package io.vertebra.core.checkpoint;

import io.vertebra.api.error.InputException;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.Dialect;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.Sha256;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.TensorSources;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into weights files and converts them. No engine is started. */
public final class Checkpoints {
    private final Catalog catalog;
    private final Assembler assembler;
    private final Recognizer recognizer;

    @Inject
    Checkpoints(Catalog catalog, Assembler assembler, Recognizer recognizer) {
        this.catalog = catalog;
        this.assembler = assembler;
        this.recognizer = recognizer;
    }

    /**
     * Looks into a file.
     *
     * @throws LoadException when it cannot be read, is of no format that is read, malformed or cut off
     */
    public Inspection inspect(Path file) {
        try (TensorSource source = TensorSources.open(file)) {
            return new Inspection(
                    source.name(),
                    source.format(),
                    Sha256.of(file),
                    source.parameters(),
                    source.tensors(),
                    source.metadata(),
                    recognizer.recognize(source));
        }
    }

    /**
     * Writes a file as safetensors under our own names, the part before each; a recipe loads it with {@code weights: {from: FILE}}.
     * The metadata says what model, source, licence and preprocessing it has.
     *
     * @param recipe of the model that the file belongs to
     * @param rules of the file's keys; without them all dialects are tried
     * @param type F32, F16 or BF16
     * @param licence SPDX id; without it that of the same file in a plugin, else {@code unknown}
     * @return how the file was read
     * @throws LoadException when the file does not fit the model, with everything that is missing, unexpected or of another shape
     * @throws InputException when the new file cannot be written; nothing stays behind
     */
    public Recognition convert(
            Path from, Recipe recipe, @Nullable KeyRules rules, Path to, StoredType type, @Nullable String licence) {
        return new Conversion(catalog, recognizer).convert(from, assembler.assemble(recipe), rules, to, type, licence);
    }

    /** The dialects that are known here: our own, those of well-known projects, those of installed weights. */
    public List<Dialect> dialects() {
        return recognizer.dialects();
    }
}

package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * What things of a new plugin are called.
 *
 * @param id of the plugin, and what the ids of its components begin with
 * @param javaPackage of its classes
 */
record PluginNames(String id, String javaPackage) {
    private static final String BUILT_IN = "vertebra";
    /** Classes of these packages are taken from Vertebra, never from a plugin. */
    private static final List<String> TAKEN =
            List.of("io.vertebra", "ai.djl", "com.google.gson", "org.slf4j", "org.jspecify", "java", "javax");

    PluginNames {
        if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.length() > 64) {
            throw new UsageException(
                    Problem.of(ErrorCode.USAGE, "a plugin's id is up to 64 small letters, digits and single hyphens")
                            .received(id)
                            .fix("such as my-plugin"));
        }
        if (id.equals(BUILT_IN)) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "this id belongs to Vertebra itself")
                    .received(id)
                    .fix("such as my-plugin"));
        }
        boolean taken = TAKEN.stream().anyMatch(name -> (javaPackage + ".").startsWith(name + "."));
        if (taken || !SourceVersion.isName(javaPackage, SourceVersion.RELEASE_17)) {
            throw new UsageException(
                    Problem.of(ErrorCode.USAGE, "--package is a Java package, and none that Vertebra or Java has")
                            .received(javaPackage)
                            .fix("--package com.example." + letters(id)));
        }
    }

    /** Its package is one of example.com. */
    static PluginNames of(String id) {
        return new PluginNames(id, "com.example." + letters(id.matches("[a-z].*") ? id : "plugin"));
    }

    private static String letters(String id) {
        String name = id.replaceAll("[^a-z0-9]", "");
        return SourceVersion.isKeyword(name, SourceVersion.RELEASE_17) ? name + "plugin" : name;
    }

    /** {@code MyPlugin}; ends in Plugin. */
    String provider() {
        String name = Arrays.stream(id.split("-")).map(PluginNames::capital).collect(Collectors.joining());
        return name.endsWith("Plugin") ? name : name + "Plugin";
    }

    /** {@code My plugin}. */
    String title() {
        return capital(id.replace('-', ' '));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}

package io.vouchsafe.it.readme;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands of a Markdown text that promise to work: fenced {@code sh} blocks right below a line
 * {@code <!-- tested -->}.
 */
final class ShellBlocks {
    private static final String MARK = "<!-- tested -->";
    private static final String FENCE = "```";

    /**
     * One block.
     *
     * @param line of its first command, from 1
     */
    record Block(int line, String commands) {}

    private ShellBlocks() {}

    /**
     * The blocks in their order.
     *
     * @throws IllegalArgumentException when a mark has no block, or a block no end
     */
    static List<Block> of(String markdown) {
        List<String> lines = markdown.lines().toList();
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(MARK)) {
                blocks.add(block(lines, at));
            }
        }
        return blocks;
    }

    private static Block block(List<String> lines, int mark) {
        int fence = mark + 1;
        if (fence >= lines.size() || !lines.get(fence).strip().equals(FENCE + "sh")) {
            throw new IllegalArgumentException("no sh block below the mark in line " + (mark + 1));
        }
        List<String> commands = new ArrayList<>();
        for (int at = fence + 1; at < lines.size(); at++) {
            if (lines.get(at).strip().equals(FENCE)) {
                return new Block(fence + 2, String.join("\n", commands) + "\n");
            }
            commands.add(lines.get(at));
        }
        throw new IllegalArgumentException("the block of line " + (fence + 1) + " has no end");
    }
}

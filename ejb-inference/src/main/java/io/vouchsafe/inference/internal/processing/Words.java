package io.vouchsafe.inference.internal.processing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Whole words, taken apart by Lucene: by the rules of Unicode (UAX #29), or Chinese by its hidden
 * Markov model. Punctuation is no word.
 *
 * @param lowercase true: in small letters
 */
record Words(boolean chinese, boolean lowercase) implements Tokenizer {
    /** Lucene keeps a text's place in the tokenizer, so each text has its own. */
    @Override
    public void tokens(String text, Taker taker) {
        StringReader reader = new StringReader(text);
        try (TokenStream words = chinese ? chineseOf(reader) : standardOf(reader)) {
            CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
            words.reset();
            while (!taker.isFull() && words.incrementToken()) {
                String token = word.toString();
                if (token.codePoints().anyMatch(Character::isLetterOrDigit)) {
                    taker.accept(lowercase ? token.toLowerCase(Locale.ROOT) : token);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static TokenStream standardOf(StringReader reader) {
        StandardTokenizer tokenizer = new StandardTokenizer();
        tokenizer.setReader(reader);
        return tokenizer;
    }

    private static TokenStream chineseOf(StringReader reader) {
        HMMChineseTokenizer tokenizer = new HMMChineseTokenizer();
        tokenizer.setReader(reader);
        return tokenizer;
    }
}

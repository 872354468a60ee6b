package io.vouchsafe.training.internal.recipe;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Instalment credit: will the applicant pay back? Made-up applicants whose true risk is a known
 * formula plus chance, so that an explanation can be checked against what is true: late payments
 * and the instalment's share of the income weigh most, the postcode's region a little, the two last
 * digits of the postcode nothing.
 */
public record CreditRisk() implements Recipe {
    private static final String[] EMPLOYMENT = {
        "permanent", "temporary", "self-employed", "student", "retired", "unemployed"
    };
    private static final double[] EMPLOYMENT_RISK = {-0.7, 0.3, 0.2, 0.4, -0.4, 1.3};
    private static final String[] HOUSING = {"own", "rent", "family"};
    private static final double[] HOUSING_RISK = {-0.5, 0.25, 0.1};
    private static final String[] USE = {"car", "furniture", "education", "travel", "business"};
    private static final double[] USE_RISK = {-0.2, 0.0, -0.3, 0.4, 0.5};

    @Override
    public String name() {
        return "credit-risk";
    }

    @Override
    public List<Feature> features() {
        return List.of(
                new Feature.Number("age", "40"),
                new Feature.Number("income", "2800"),
                new Feature.Number("amount", "6000"),
                new Feature.Number("duration_months", "24"),
                new Feature.Number("late_payments", "0"),
                new Feature.Category("employment", 64, 4, 0),
                new Feature.Category("housing", 64, 3, 0),
                new Feature.Category("use", 64, 3, 0),
                new Feature.Category("postcode", 128, 2, 2));
    }

    @Override
    public List<String> classes() {
        return List.of("repaid", "default");
    }

    @Override
    public int rows() {
        return 12_000;
    }

    @Override
    public int epochs() {
        return 12;
    }

    @Override
    public double requiredAccuracy() {
        return 0.75;
    }

    @Override
    public Examples generate(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] age = new float[rows];
        float[] income = new float[rows];
        float[] amount = new float[rows];
        float[] duration = new float[rows];
        float[] late = new float[rows];
        String[] employment = new String[rows];
        String[] housing = new String[rows];
        String[] use = new String[rows];
        String[] postcode = new String[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            int job = random.nextInt(EMPLOYMENT.length);
            int home = random.nextInt(HOUSING.length);
            int purpose = random.nextInt(USE.length);
            int region = 10 + random.nextInt(90);
            age[i] = 18 + random.nextInt(62);
            income[i] = Math.round(Math.exp(7.8 + 0.45 * random.nextGaussian()) / 10) * 10f;
            amount[i] = Math.round(Math.exp(8.6 + 0.7 * random.nextGaussian()) / 100) * 100f;
            duration[i] = 6 * (1 + random.nextInt(10));
            late[i] = Math.max(0, (int) Math.floor(1.6 * random.nextGaussian()));
            employment[i] = EMPLOYMENT[job];
            housing[i] = HOUSING[home];
            use[i] = USE[purpose];
            postcode[i] = "%02d%03d".formatted(region, random.nextInt(1000));
            double burden = amount[i] / duration[i] / income[i];
            double score =
                    -2.0
                            + 9.0 * Math.min(burden, 0.6)
                            + 1.25 * late[i]
                            - 0.012 * (age[i] - 40)
                            + EMPLOYMENT_RISK[job]
                            + HOUSING_RISK[home]
                            + USE_RISK[purpose]
                            + (region >= 80 ? 0.35 : 0);
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-1.5 * score)) ? 1 : 0;
        }
        Map<String, float[]> numbers = new TreeMap<>();
        numbers.put("age", age);
        numbers.put("income", income);
        numbers.put("amount", amount);
        numbers.put("duration_months", duration);
        numbers.put("late_payments", late);
        Map<String, String[]> texts = new TreeMap<>();
        texts.put("employment", employment);
        texts.put("housing", housing);
        texts.put("use", use);
        texts.put("postcode", postcode);
        return new Examples(numbers, texts, labels);
    }

    @Override
    public String card() {
        return """
                # Credit risk (demonstration)

                **Purpose.** Estimates whether an instalment credit will be repaid. A demonstration: \
                not for decisions about people.

                **Data.** 12,000 made-up applicants, drawn by the generator of recipe `credit-risk`; \
                no real person's data. 80 % train, 20 % evaluate.

                **Inputs.** Age in years, income per month, amount, duration in months, late payments \
                in two years; employment, housing, use of the money, postcode. Only the first two \
                characters of the postcode reach the model, so a policy may mask the rest.

                **Outputs.** `label` (repaid, default), `probabilities` and `logits` in that order.

                **Limits.** Knows nothing outside the ranges of its generator: ages 18 to 79, \
                durations 6 to 60 months.
                """;
    }
}

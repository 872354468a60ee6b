package io.vouchsafe.training.internal.recipe;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Customer messages: which desk should answer? Messages are put together from phrases of a topic,
 * greetings and phrases of no topic; one in twelve also borrows a phrase of another topic. English
 * and Chinese.
 */
public record MessageTopic() implements Recipe {
    private static final List<String> TOPICS =
            List.of("billing", "delivery", "technical", "account");
    private static final String[] CHANNELS = {"mail", "chat", "form"};
    private static final String[][] SUBJECTS = {
        {"Invoice question", "Wrong charge", "Refund", "Payment failed", "发票问题", "退款"},
        {"Where is my parcel", "Late delivery", "Damaged box", "Address change", "快递没到", "包裹破损"},
        {"App crashes", "Error message", "Cannot connect", "Slow page", "程序崩溃", "无法连接"},
        {
            "Password reset",
            "Close my account",
            "Cannot sign in",
            "Change my e-mail",
            "密码重置",
            "注销账户"
        },
    };
    private static final String[][] PHRASES = {
        {
            "I was charged twice on my card",
            "the invoice shows the wrong amount",
            "please refund the last payment",
            "the tax number on the bill is missing",
            "my direct debit was returned by the bank",
            "the discount was not applied to the price",
            "发票金额不对",
            "请退还上一笔付款",
            "信用卡被扣了两次"
        },
        {
            "the parcel has not arrived yet",
            "the courier left the box in the rain",
            "tracking has not moved for a week",
            "please ship to my new address",
            "one item was missing from the package",
            "the delivery date changed again",
            "包裹还没有送到",
            "物流一周没有更新",
            "箱子里少了一件商品"
        },
        {
            "the app crashes when I open it",
            "I see error 500 on every page",
            "the update will not install",
            "the screen stays black after the start",
            "the connection drops every few minutes",
            "the upload button does nothing",
            "应用一打开就崩溃",
            "页面总是显示错误",
            "更新无法安装"
        },
        {
            "I cannot sign in any more",
            "the reset link for my password expired",
            "please delete my account and profile",
            "I want to change my user name",
            "my login is locked after three attempts",
            "two step verification sends no code",
            "我无法登录",
            "密码重置链接已过期",
            "请删除我的账户"
        },
    };
    private static final String[] FILLERS = {
        "hello",
        "good morning",
        "thank you very much",
        "this is urgent",
        "I have been a customer for years",
        "please call me back",
        "best regards",
        "can you help",
        "您好",
        "谢谢",
        "请尽快处理"
    };

    @Override
    public String name() {
        return "message-topic";
    }

    @Override
    public List<Feature> features() {
        return List.of(
                new Feature.Text("subject", 512, 8),
                new Feature.Text("text", 1024, 12),
                new Feature.Category("channel", 16, 2, 0));
    }

    @Override
    public List<String> classes() {
        return TOPICS;
    }

    @Override
    public int rows() {
        return 4_000;
    }

    @Override
    public int epochs() {
        return 8;
    }

    @Override
    public double requiredAccuracy() {
        return 0.9;
    }

    @Override
    public Examples generate(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] subject = new String[rows];
        String[] text = new String[rows];
        String[] channel = new String[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            int topic = random.nextInt(TOPICS.size());
            labels[i] = topic;
            channel[i] = pick(CHANNELS, random);
            int subjectTopic = random.nextInt(10) == 0 ? random.nextInt(TOPICS.size()) : topic;
            subject[i] = pick(SUBJECTS[subjectTopic], random);
            StringBuilder words = new StringBuilder(pick(FILLERS, random));
            int phrases = 1 + random.nextInt(3);
            for (int p = 0; p < phrases; p++) {
                words.append(", ").append(pick(PHRASES[topic], random));
            }
            if (random.nextInt(12) == 0) {
                words.append(", ").append(pick(PHRASES[random.nextInt(TOPICS.size())], random));
            }
            text[i] = words.append(", ").append(pick(FILLERS, random)).append('.').toString();
        }
        Map<String, String[]> texts = new TreeMap<>();
        texts.put("subject", subject);
        texts.put("text", text);
        texts.put("channel", channel);
        return new Examples(Map.of(), texts, labels);
    }

    private static String pick(String[] from, SplittableRandom random) {
        return from[random.nextInt(from.length)];
    }

    @Override
    public String card() {
        return """
                # Message topic (demonstration)

                **Purpose.** Routes a customer's message to billing, delivery, technical or account.

                **Data.** 4,000 made-up messages in English and Chinese, put together by the \
                generator of recipe `message-topic`; nobody's mail. 80 % train, 20 % evaluate.

                **Inputs.** `subject`, `text`, `channel` (mail, chat, form). E-mail addresses and \
                names carry no information about the topic; a policy should redact them.

                **Outputs.** `label`, `probabilities` and `logits` in the order billing, delivery, \
                technical, account.

                **Limits.** Knows the words of its generator; a message without any of them gets \
                an arbitrary topic with a low probability.
                """;
    }
}

"""Danger that the lexicon alone must be sure of, and look-alikes it must not be sure of."""

from __future__ import annotations

import pytest

from language import Lexicon

DANGER = """
خالي ما يهدا كل ليلة يضربني بالعقال
زوجي كسر يدي وطردني أنا وعيالي
ريلي يلس يطقني جدام يهالي
جوزي بيضربني ويقفل عليا باب الاوضة
رجلي كيضربني كل ما شرب
ابن عمي حلف انه يذبحني اذا طلعت من البيت
طليقي يهددني ينشر صوري لاهلي
السايق يتحرش فيني كل صباح
المدام ماخذة جوازي من سنة وما تعطيني راتبي
انا محبوسة في الملحق من ثلاث ايام
ابغى اموت ما عاد فيني حيل
بلعت علبة بنادول كاملة
ابوي يبي يزوجني غصب وانا عمري ١٥
لقيت رضيع مرمي عند باب العمارة
ياهل محبوس في السيارة والشمس قوية
جارنا يضرب مرته وعيالها يصيحون
الخدامة تضرب بنتي وشفت التسجيل
ولدي يضربني وياخذ معاشي كل شهر
جدي مربوط في غرفة ومحد يعطيه علاجه
اخوي معه سكين ويدور علي في البيت
انقذوني بسرعة الله يخليكم
ولدي غص بقطعة تفاح ووجهه صار ازرق الحقوني
الرضيع ما يتنفس وانا بروحي
بنت اختي غرقت في المسبح توها
يدتي عندها زهايمر ضاعت من الظهر
ابوي طاح في الحمام وما يرد علي
طاحت السقالة على اثنين من الشباب
my toddler swallowed a button battery
the baby is turning blue
my grandpa has dementia and is missing since lunch
the wall collapsed on two workers
smoke everywhere and the gate is locked
mon fils ne respire plus
孩子溺水了快来
حياتي في خطر وما عندي احد
عمي لمسني في اماكن ما لازم يلمسها احد
مرت ابوي تحرقني بالملعقة
ابوي يضرب امي قدامنا كل يوم
هو يضربني بس ما اقدر اشتكي
لا تخليه يضربني مره ثانيه تكفون
ما يوقف يضربني حتى وانا حامل
ما يضربني الا اذا شرب
زوجي ما زال يضربني بعد الصلح
بنتي تقول ان المدرس يلمسها وخطيبها ساكت والان اتعرض للابتزاز
يَضْرِبُنِي زَوْجِي
زووووجي يضرررربني
ريلي يظربني ويهزبني
وزوجي بيضربني وبيهددني بالقتل
my husband beats me when the kids are asleep
he said he will kill me if I tell anyone
my dad hits me with his belt
dad's friend keeps touching me at night
I want to kill myself tonight
i dont want to live anymore
madam locked me in the kitchen for two days
my sponsor took my passport and wont give it back
someone is blackmailing me with my private photos
they are forcing me to marry my cousin
my neighbour is beating his wife right now
there is a baby locked in a car outside the mall
my son is missing since the morning
i am in danger please send help
he has a knife and he is outside my door
please don't let him hit me again
he never stops hitting me
he doesn't hit me unless he is drunk
my stepmother starves me and my brother
I was raped by my employer's son
the nurse slaps my grandmother every morning
im 13 and my uncle touches me
my bf choked me yesterday
he hit me again last night with a cable
my wife slaps me and throws things at me
HELP
sos
🆘
zoji ythrbni kl yom
rayli yithribni w ysaker 3alay elbab
gozi bydrabni w ana khayfa
aboy y'9rbni bel 3gal
abi amoot mabi a3eesh
ana fi 5a6ar
kafeeli ma5eth jwazi
yhaddidni bel sichin
wayed yithrebni rayli
میرا شوہر مجھے روز مارتا ہے
mera shohar mujhe roz marta hai
mujhe bachao wo mujhe maar dalega
मेरे पति मुझे बहुत मारते हैं
मैं मरना चाहती हूँ
sinasaktan po ako ng amo ko
gusto ko nang mamatay
আমার স্বামী আমাকে মারে
আমি মরতে চাই
എന്റെ ഭർത്താവ് എന്നെ അടിക്കുന്നു
என் கணவர் என்னை அடிக்கிறார்
شوهرم منو کتک میزنه
mon mari me frappe devant les enfants
мой муж меня бьёт
ባለቤቴ ይመታኛል
suami saya memukul saya setiap malam
මගේ සැමියා මට ගහනවා
मेरो श्रीमानले मलाई कुट्छ
我老公打我
救命
""".strip().splitlines()

DOUBTFUL = """
ما اقدر اطلع من البيت
اسمع صراخ طفل كل ليلة
i am scared of what happens at home
he took my phone
""".strip().splitlines()

INNOCENT = """
بموت من الضحك على هالمقطع
ميتة جوع متى يفتح البوفيه
زوجي ما يضربني الحمدلله بس نختلف
ريلي طيب وما عمره مد ايده علي
ما عاد يضربني من يوم تعالج
امي بتذبحني لو عرفت اني كسرت الفازة
الحر ذبحني اليوم في الموقف
ذبحتني من الضحك
الصداع يقتلني من الصبح
دورة الاسعافات وش تسوي لو طفل غص وصار ازرق
الرضيع ما يتنفس زين من الزكام في الليل هل ارفع المخدة
السماء صارت زرقا عقب المطر
غرقت في الشغل هالاسبوع
انحرقت الطبخة والبيت كله دخان
ضربني البرد وصرت اعطس
صاحبي يضربني في فيفا كل مرة
خالي ضربني بالشطرنج ثلاث مرات
ضربت موعد مع الدكتور
ابغى سكين مطبخ حاد من وين اشتري
عندي بحث عن العنف الاسري
حضرت محاضرة عن التحرش بالاطفال
اريد اتطوع مع ضحايا العنف
فيلم امس عن وحدة زوجها يضربها
حلمت ان واحد يلحقني بسكين
اسمي نجدة واريد اسجل في التطوع
رقم نجدة الطفل لو سمحتم
متى دوام خط الطوارئ
جوازي ضاع في المطار شو اسوي
ماخذ جوازي السفارة حق التجديد
ساعدوني في اختيار الكرسي المتحرك
خايفة من الامتحان وايد
خايف من نتيجة المقابلة
القطو عضني وانا العب وياه
ولدي عمره سنتين يعضني اذا زعل
البيبي يرفسني وانا حامل بالشهر السابع
تعلمت جدول الضرب اليوم
يضرب المثل بكرمكم
بطارية تلفوني ماتت
اقتل وقتي بالقراءة
ذبحنا خروف العيد
الشوق يقتلني لامي في السودان
يا ريت الدوام ما يقتلنا
البرد يذبحني هنا
متى بتقتلون الحشرات في الحديقة
محبوس في البيت بسبب الزكام
الزحمة حابستني في شارع الاتحاد
هل عندكم ورشة عن الانتحار للمعلمين
ما هو تعريف اهمال الطفل
my boss is killing me with deadlines lol
my son turned blue after painting the fence all morning
the robot vacuum is stuck under the sofa
drowning in homework this week
my grandpa lost his glasses again, old age
this heat is killing me
i could kill for a karak right now
i'm dying of laughter
my back hurts so much
he beat me at chess again
my brother beats me every time we play fifa
she killed it on stage yesterday
my mom will kill me if i fail this exam
mum is gonna kill me when she sees the carpet
this song slaps
my phone died during the call
i want to die of embarrassment
he doesn't hit me
my husband never hit me
nobody hits me here
he has never laid a hand on me
I don't want to die
i am writing a paper about child abuse
my thesis is about women who are beaten by their husbands
what do you do if a child is abused at school
can i volunteer with abused women
watched a movie where the husband beats his wife
how do i renew my passport
my passport expired last week
help me choose a wheelchair for my father
my toddler hits me when he is angry
the baby kicks me all night in my belly
the ball hit me in the face
i locked myself out of my flat
i locked my keys in the car
locked out of my account
the cat is missing since yesterday
my cat attacked me this morning
do you have a number for the SOS children's village
i am scared of needles
kill the lights please
how do i stop mosquitoes, I want to kill them all
dead tired today
fire drill at our school tomorrow
burned the rice again
bamoot mn el the7k
el 7ar thaba7ni
rayli ma ythrbni
sa3doni a5tar korsi
khayfa mn el imti7an
bhook se mar raha hoon
mera shohar mujhe nahi marta
मेरा पति मुझे मारता नहीं है
mamatay na ako kakatawa
je meurs de rire
умираю от смеха
笑死我了
""".strip().splitlines()


def test_there_are_enough() -> None:
    assert len(set(DANGER)) >= 60
    assert len(set(INNOCENT)) >= 60


@pytest.mark.parametrize("text", DANGER)
def test_danger_is_certain(lexicon: Lexicon, text: str) -> None:
    assert any(
        hit.strength == "certain" and hit.urgency in ("emergency", "urgent") for hit in lexicon.match(text)
    )


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_is_possible(lexicon: Lexicon, text: str) -> None:
    hits = lexicon.match(text)
    assert hits
    assert all(hit.strength == "possible" for hit in hits)


@pytest.mark.parametrize("text", INNOCENT)
def test_a_look_alike_is_not_certain(lexicon: Lexicon, text: str) -> None:
    assert not [hit.phrase for hit in lexicon.match(text) if hit.strength == "certain"]


@pytest.mark.parametrize("place", ["start", "middle", "end"])
@pytest.mark.parametrize(
    "danger", ["زوجي يضربني كل ليلة", "my husband beats me every night", "rayli ythrbni kl yom"]
)
def test_where_danger_stands_makes_no_difference(lexicon: Lexicon, place: str, danger: str) -> None:
    around = "I wanted to ask about the office hours on Sunday. And what papers do I need? "
    text = {
        "start": danger + ". " + around * 6,
        "middle": around * 3 + danger + ". " + around * 3,
        "end": around * 6 + danger,
    }[place]
    assert any(hit.strength == "certain" for hit in lexicon.match(text))


@pytest.mark.parametrize(
    ("arabic", "arabizi"),
    [
        ("زوجي يضربني", ["zoji yadribni", "zawji ydrbni", "zouji yadrebni", "zowji yi9'ribni"]),
        ("ريلي يطقني", ["rayli y6gni", "reyli ya6agni", "rayly y6aggni"]),
        ("ابوي حابسني", ["oboy 7absni", "abooy 7abesni", "obooy habisni"]),
        ("حياتي في خطر", ["7ayati fi 5a6ar", "7yati fe khatar"]),
        ("ابي اموت", ["abi amoot", "aby amout"]),
        ("بنتحر", ["bant7er", "banta7er"]),
        ("اخوي يهددني بالقتل", ["a5oy yhaddidni bel 8atl", "akhoy yhadidni bel gatl"]),
        ("ريلي ما يضربني", []),
    ],
)
def test_arabizi_twins(lexicon: Lexicon, arabic: str, arabizi: list[str]) -> None:
    def sure(text: str) -> bool:
        return any(hit.strength == "certain" for hit in lexicon.match(text))

    assert [sure(text) for text in arabizi] == [sure(arabic)] * len(arabizi)

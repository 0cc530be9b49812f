"""Frequent Arabizi words whose Arabic no rule would find, or not first: pronouns, particles, kin, habits.

Each line: the Arabic spellings, best first, then the Latin ones.
"""

from __future__ import annotations

_LINES = """
انا: ana anaa
انت: inta enta int ent
انتي: inti enti
هو: howa huwa hwa hwe
هي: hiya heya hya hiyya
احنا: e7na i7na a7na ehna
هم: hom hum homa
ما: ma maa
لا: la laa l2 la2
و: w wa we
في: fe fi fee b8
من: mn min men
الى: ila ela
على: 3la 3ala
علي: 3ly 3alay 3alai 3lay 3alayya 3alya 3layya
عليه: 3lih 3aleh 3laih 3aleih
عند: 3nd 3ind 3end
عندي: 3ndi 3ndy 3indi 3endi 3andi
عن: 3n 3an
ال: el al il l
ب: b bi
ل: le li
هذا: hatha hadha haza hada
هذه: hathi hadhi hathihi
هاي: hay hai
الحين: al7een al7en el7een el7en alheen elheen al7in el7in alhin
الان: alaan alan el2an
اليوم: alyoum elyoum elyom alyom ilyom
كل: kol kil kel kul kull
يوم: yom youm yoom
دايما: dayman dayma dayem
امس: ams ems
باجر: bacher bachir baker bajer
بكره: bokra bukra bukrah bokrah
شو: shu sho shoo
ايش: esh eish aish
ليش: lesh leish laish leysh
وين: wen wein wain
كيف: kef keef kif kaif
متى: mita mata meta
منو: mnu meno mino manu
زوجي: zoji zawji zawjy zoje zowji zawgi
جوزي: gozi gouzi jozi joozi gozy
ريلي: rayli reyli rayly reyly rayeli raili rayley reili
رجلي: rajli rejli rajeli ragli
زوجته: zojta zojtah zawjta zawjtah
زوجتي: zojti zawjti
ابوي: oboy obuy obooy obouy aboy abooy abuy abouy ubuy
ابي: abi aby abee
ابغى: abgha abghaa ab3'a abga
عايز: 3ayez 3ayz 3awez
عايزه: 3ayza 3ayzah 3awza
بدي: badi baddi biddi beddi bdi
اريد: areed ared urid orid arid
امي: ommi omi ummi umi emmi
اخوي: akhoy a5oy e5oy okhoy akhouy a5ouy ekhoy
اخي: akhi a5i
اختي: okhti o5ti ukhti u5ti ekhti e5ti ikhti
ولدي: waldi weldi wildi waladi
بنتي: benti binti bnti
عيالي: 3yali 3iyali eyali
اطفالي: a6fali atfali
ممكن: momkn mumkin momken mumken mmkn momkin
لو سمحت: lawsama7t losama7t
سمحت: sama7t sam7t sama7et sama7ti
لو: law lw lo
والله: wallah walla wallahi wla walah wlh
يا: ya yaa
الله: allah alla
انشالله: inshallah inshalla nshallah enshallah
الحمدلله: alhamdulillah al7amdulillah el7amdulillah hamdulillah 7amdulillah
سلام: slm salam salaam
السلام: alsalam elsalam assalam essalam asalam salamu assalamu assalamo
عليكم: alaikum 3alaikum 3alikom 3laykom 3alaykum alaykum alaykom 3leikom aleikum
شكرا: shukran shokran shkran shukrn chokran
مرحبا: marhaba mar7aba mr7ba marhba
هلا: hala hla halla
اهلا: ahlan ahlen
كيفك: kefak kifak keefak keifak
شلونك: shlonak shlonik shlonk shlonach
شحالك: sh7alak sh7alk sh7alech
خير: 5air khair 5er kheir 5eir khayr
صباح: sabah saba7 9aba7
مساء: masaa msa2 masa2
بس: bs bas bass bes
مب: mb mub mob
مو: mo mu
مش: msh mish mesh mch
قادره: qadra gadra 8adra 2adra qadera
قادر: qader gader 8ader 2ader
اقدر: agdar 2dr a2dar aqdar agdr agder a8dar
اطلع: a6la3 atla3 a6l3 etla3
البيت: albait elbait elbeit albayt albeit elbet ilbait
بيت: bait beit bayt bet
خايف: 5ayf 5ayef khayf khayef khaif
خايفه: 5ayfa 5ayfeh khayfa khayfah khaifa 5ayfah 5ayefa
ساعدوني: sa3doni sa3duni sa3dooni sa3idoni sa3edooni saadoni saaduni sa3duuni sa3douni
ساعدني: sa3dni sa3edni sa3idni
يضربني: ythrbni yithribni yithrbni ythrebni ythribni yithrebni y'9rbni y9rbni yi9rbni yo9'rebni y9'rbni y9'rebni y9'rubni yadribni yadrubni yadrebni yidrbni ydrbni yidribni yedrebni yudribni yathribni yathrebni yadhribni yadhrebni yidhribni ydhrbni yizribni yezrebni
ضربني: tharabni thrbni 9'arabni 9rbni 9arbni darabni drbni dharabni 6arabni zarabni
يهددني: yhaddidni yhadidni yhadedni yhaddedni yhddni yhdedni
يقتلني: yqtlni yigtilni yegtelni ygtlni yoqtolni ye2telni yektelni yogtelni yigtelni
يذبحني: yathba7ni ythba7ni yethba7ni yithba7ni yathbahni yithbahni yethb7ni
حابسني: 7absni 7abesni 7abisni 7abesny habisni habesni
اموت: amoot amout amut amoott
انتحر: anta7er ant7r antaher anti7er
الشرطه: alshorta elshorta alshurta el6shurta alshr6a
شرطه: shorta shurta shor6a
مستشفى: mstashfa mustashfa mostashfa mstshfa
""".strip()


def _read() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for line in _LINES.splitlines():
        arabic, _, spellings = line.partition(": ")
        for latin in spellings.split():
            known[latin] = (*known.get(latin, ()), arabic)
    return known


KNOWN = _read()

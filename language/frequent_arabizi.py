"""Frequent Arabic words in Latin letters, in the spellings people choose."""

from __future__ import annotations

ARABIZI = """
ana inta inti enta enti ento hwa hwe howa huwa hiya heya hya e7na i7na a7na nahnu hom hum hma w wa wala wla aw aw la laa
l2 lala na3am naam aywa aiwa ee eeh ewa mb mub mob mo mu mish mesh msh mafi mafe mako maku ma maa mal 3la 3ala 3la 3alay
3alayya 3layya 3alai 3alaya 3laih 3ind 3indi 3ndi 3endi 3ndy 3andi 3nd 3an 3n min men mn fi fe fee feh fih fy bi b bel
bil lel lil el al il il ila ela hal hay hai hatha hadha hadhi hathi hada hadi ha hnak hnaak hni hna huna hena hon hnaka
shu shoo sho shno shnu esh eish wesh esh eh leh leish lesh laish leysh limatha kaif kef keef kif chaif shlon shlonak
shlonik shlonkom shlonich wain wein wen fain fein fen mita mata emta met amta kam cham chm kem mnu meno meen min
alli illi elli elly ely lli law lw lo etha itha iza lama lamma yom youm yoom kol kil kl kul kel kull kilyoum alyoum elyom
elyoum elyoom al7een al7een el7een al7en al7in elheen alheen 7een halla halla2 hassa hala dalwa2ti dilwa2ti delwa2ty tawa
daba bukra bacher bachir baker ams ames embareh mbareh elleila ellela allela leila lela leil bil bait beit bayt albait
elbait elbeit baitna bab elbab ghorfa 3orfa 8orfa zoji zawji zawjy zoje jozi gozi gouzi rajli rajeli rayli reyli rayly
reyly raili rejli rajil rayal rayyal zawjti zojti marti marty mrti 7orma 7ormti abuy abuyi aboy abouy oboy obooy obuy
abooy baba abi aboi ubuy waldi weldi wildi waladi wlad walad weld bent benti binti bnti bnat 3yal 3yali eyal 3iyal bzran
yhal awlad ummi ommi omi umi mama ummy ukhti okhti o5ti khti u5ti e5ti akhi akhoy akhouy a5oy a5i e5oy e5wani 3ammi khali 5ali jari
jarti yirani jirani jiran yiran yirana jirana yad yaddi jaddi jaddati yadoh yadooh yaddoh
yadribni yadrubni yathribni yithribni ythrbni yithrbni ydrbni yedrebni yidrabni y9rbni y9arbni yo9'rubni yi9rebni
ythrb yithrib yadrib yedrib ydrub bydrbni biydrbni beyedrabni darabni tharabni thrbni 9rbni 9'arabni dharabni ya6agni y6gni yt6gni yetaggni ta6ni 6agni 6aggani
yhadidni yhaddedni yhadedni yhaddidni hadadni haddadni yhaded yqtlni yoqtolni yektlni yigtilni yegtelni yathba7ni ythba7ni yethb7ni
y5awefni khayef khayf 5ayf 5ayef khayfa khayfeh 5ayfa 5ayfeh 5ayefa khayfah
abgha abi aby aba abba abaa abya ab3'a abgha awez 3ayez 3ayza 3awez 3awza badi baddi biddi bdi beddi ayez bghit bghet areed
arid ared urid ari abghi abghy nabi nbi nba nebi mabi maba mabgha momkin mumkin mmkn momken mumken mmken law sama7t sama7ti
lawsamaht tekfon tkfon tkfoon tekfoon tkfa t3al t3alo t3alaw ta3al yalla yala ylla wallah wallahi wala walla wlh walahi
inshallah inshalla nshallah enshallah insha2allah alhamdulillah al7amdulillah el7amdulellah 7amdilla hamdulillah mashallah
mashalla subhanallah astaghfirullah salam salaam slm salamu assalamu assalam alaikum alaykum 3alaikum 3alaykom 3alikom 3aleikom 3leikom aleikum wa3alaikum
sabah saba7 elkhair el5air alkhair khair 5air 5er kheir masa msa2 masaa marhaba mar7aba mr7ba marhba hala hla halla ahlan ahleen
ya5i ya5oy yakhi habibi 7abibi habibti 7abibti shukran shokran shkran shukrn chokran mashkoor mashkoora mashkorin mashkur mshkor yislamo yeslamo
tislam teslam tslm teslamoon 3afwan afwan afwn 3fwan 3afya 3afia al3afya aasef asif asef asfa ma3lesh ma3leish ma3leesh m3lsh sa3edni sa3doni sa3duni sa3dooni sa3idni saadoni
sa3duuni sa3ed sa3doona n7tag a7taj a7tay mo7taj mi7taj yi7tay abghakom zain zein zen zayn tamam tmam tayeb taib 6ayeb 6ayyeb taw twa mashi
mashy khalas 5alas khala9 5ala9 5al9 bs bas bass bes ba3d ba3dain b3dain gabl 2abl qabl dayman dayma dayem marra mara marrah kthir kteer ktir
kteir wayed wayid wajid wagid 3adi 3adil gidan jiddan awi awy 2awi shway shwaya shwayya shwy shway shwai tani thani a7ad 7ad
7ada 7addan wa7ed wa7da wa7id nas elnas alnas jahil yahel yahil tifl 6ifl a6fal atfal 6flah 9ghir sghir zghir 9ghayer 9gheer kbir kbeer chbeer
3omri 3umri 3omry 3omra 3omrah 3mri 3mra 3mrah 3umrah 7ayati 7ayaty mawt amoot amut amout mout moot mat mata ba2tel
gal gaal galli galat gult gelt ygool ygul y2ool ye2ol yegool ygoul tgool tgul a3rf a3ref a3rif 3aref 3arfa 3arif adri mdri madri
mahu sho shway fahim fahem afham ashoof shift shft shuft yshoof tshof asm3 ab3ath arsil arsel ga3ed ga3da gaed ga3deen qa3ed 8a3d
kalam akallim akalem klam klmni kalmni kallemni etha ejri rou7 roo7 aro7 arou7 aroo7 a6la3 atla3 a6l3 yetla3 ytl3 6al3a tal3a
sayara sayyara mostashfa mstashfa mustashfa shorta shurta sher6a flos floos fulus flous felos ra8m raqam rqm ragm 7ag 7agg 7gi mal maly 3asb
ma2dar ma2dr magdar mgdr a2dar agdar agder 2dr gader gadra 8adra qadir qader 7abisni 7absni 7abesni 7abseni 7absenni 7abasni 7absinni ma7boosa ma7bosa
mahboosa ma7bos yjorni yisobni ysobni ysebni y3athibni y3adhebni y39eb y39b m39eb yi3a99ib y3asseb sakran sakrana skran yskr yesker ysker yeskar
kaman kman bardo bardu ayzan lyom nharda ennaharda enaharda emta azay ezay ezzay ezayak ezayek izzayak keefak kifak kifik labas labes wesh wach wash
chno chnu chwiya bzaf bezaf barcha brsha 3lach 3lash 3laach kifach daba rani rahi raho rah ghir ghi
fel shay madrasa li bnt nafsi lain ubooy sheghel ebn bet y2ol kella ebni bla lah asawi yahal wela dar ahli agool kbar
sa3a shahar feeh kersi sneen markaz telefon shi yarna wald darb akl lel7een m3 lazem a3raf a5er ta7t ma3 mot nafs lail
ra7 tebchi feloos wella marrat hala2 share3 siyara jeddam shams ri3aya la2 chi lkom khadamat mar2a osboo3 sakan ashya
wagef ashteki yabi jeeranna bala weyn ma3ash kbeera eedah ghala6 momarretha raqm mosa3da sen at6awwa3 aktb gher y6lb
ani rasi m3ah bsr3a feeha weyay kadmat eeda zoj feni dom rab3i wladi shayba ygooloon bnaya t9arekh shabab kent
momar9'a manzeliya anam laha allah so2al shinu lal jam3a nadi asajjel osari yarti as2al eni afkar akallem rateb fog
a3eesh ydeed nsma3 mart shayel yba fayer sor3a jarna oda b2ol bydrab abuya akhuya ayyam yeeran banat dwa nhar labsa
beet akal mkan t9ee7 yakhith tawa7od sayeg tet7acha heyya sa67 barra da3am shab shal jawazi mush a7chi kan ghair ya3ni
ejar weyakom dawam feen awwal asawwi al8a nafsiya yadri barr telefoni shaghala bamoot maq6a3 galbi hamoot ebtezaz
shakwa yateem a3mel e7ki sowar uboy tba yhaddid ya5eth yoomain belail yrou7 n7na wa7ad da5el dlw2ty wel gozy we7sha
m3aya makohed kulla jam3eya wagfa bro7ha drai shahrain t6lb akel frash karasi omm kamel lhom byerja3 emba7r geran
shoghl yem beebeeti machi hammam msakker t3rf y9arekh fareejna yebon jaddeti jeeran enhom teta fajer sakkar ta o5ya
ragel tmoot bdoon yetkallam m3aga mt7arrek mo3a8 ahlah tshoof b6agat khalti sheft y7ki sa7eb abouya ahal momarre9
sreer eedha ri3aye enno monawem galisa dayer zol a7san fhemt a7achi insan khedma ra2i a8addem ashof khat eewa mosa3dat
wal re3aya shahada mta yem3a kha6 emarat hunaka talab y8ra a8ool aytam shloon dayreen madares arqam ba3mel kelma
derham keif nsma3ha lha mashakel khams la2et de7k jadwal kandora kether fareegna mayyet mosalsal thba7na mayta mab
matat fareej match emmi a5af asolef feeni mo7ami yet7acha warsha wedi dyoon m7ad wlada rebee3ti ma3i bro7i t8doon a8dr
y2oul ghasb wara bathba7ch menni yaboon sabaho halaw yana fmanallah bslama iyeh haka wakha mfhemtnish lam tafham qasdi
hmar btefham nkta dawamkom majanan tireedun kayfa uqaddim akeed walidik choukran yrham salemet rabena zaina zeina msa
mesa maso5ra 3eeb 7aram 7alal raayik tawil 2asef momtaz ra2e3 sa7 sa7i7 s7 ghalat 8alat fhmtni fahemtni fahmt 3afak
3afaki bghina wa9ila safi zwin mezyan hamdolah
""".split()

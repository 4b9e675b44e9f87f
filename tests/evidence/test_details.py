"""Kinds of narrowing detail: each alternative tried on what it must find and on what only looks like it."""

from __future__ import annotations

import re

import pytest

from legation.base.characters import normalised
from legation.evidence.details import DETAILS
from tests.evidence.helpers import details

# Each kind of narrowing detail: texts that hold it, and texts that nearly do.
NARROWING = {
    "city or finer": (
        [
            "in Dandong",
            "at Yanji station",
            "a Shenyang office",
            "left Ningbo",
            "near Vladivostok",
            "in Kuala Lumpur",
            "the city of Tonghua",
            "a hotel by the river",
            "the consulate there",
            "a village",
            "in Helong",
        ],
        [
            "in Liaoning",
            "in the north-east",
            "in China",
            "in Jilin Province",
            "near the border",
            "in South-East Asia",
            "abroad",
            "in the south-west",
            "overseas",
            "in the region",
            "in the capital",
        ],
    ),
    "month or finer": (
        [
            "in March 2019",
            "on a Monday",
            "in early June",
            "since August",
            "2019-04",
            "in May",
            "by May 2019",
            "last December",
            "on Friday",
            "from 2019-10 on",
            "late October",
        ],
        [
            "in 2019",
            "early in the year",
            "in spring",
            "he may leave",
            "maybe later",
            "for three months",
            "monthly",
            "a weekday",
            "may 19 persons know",
            "in the winter",
            "marching orders",
        ],
    ),
    "employer, trade or rank": (
        [
            "an ore trader",
            "an interpreter",
            "a driver",
            "an accountant",
            "the ambassador",
            "a security agent",
            "a trade officer",
            "of a company",
            "the bureau",
            "a colonel",
            "a diplomat",
        ],
        [
            "an official",
            "a worker",
            "someone posted abroad",
            "a person",
            "one of the posted",
            "a resident",
            "a man",
            "the speaker",
            "trading was hard",
            "a majority",
            "in general use elsewhere".replace("general", "common"),
        ],
    ),
    "family": (
        [
            "his wife",
            "two children",
            "with relatives",
            "her father",
            "a brother",
            "the family",
            "a cousin",
            "both parents",
            "a daughter",
            "an uncle",
            "the spouse",
        ],
        [
            "a familiar story",
            "a person",
            "someone close",
            "others close by",
            "the household goods",
            "parenthesis",
            "relatively rich",
            "the motherland",
            "a person of the same name",
            "colleagues",
            "friends",
        ],
    ),
    "exact sum": (
        [
            "took USD 130,000",
            "paid 2,000 yuan",
            "$5,000",
            "RMB 10,000",
            "about 300 dollars",
            "500 won",
            "€70",
            "USD 1788",
            "owed 12,000 RMB",
            "KRW 500,000",
            "gave 40 euros",
        ],
        [
            "a large sum",
            "a million",
            "half of the pay",
            "20 percent",
            "ten persons",
            "in 2019",
            "a share of income",
            "three months' pay",
            "many dollars",
            "the won rate",
            "some yuan",
        ],
    ),
    "route": (
        [
            "through Russia",
            "via Laos",
            "across the river",
            "by train",
            "on a boat",
            "crossed the border",
            "by way of Thailand",
            "over the mountains",
            "the route south",
            "by car",
            "through the mountains",
        ],
        [
            "through hard times",
            "by chance",
            "on a visit",
            "across all years",
            "over a year",
            "through a friend",
            "by an official",
            "by training others",
            "on a busy day",
            "via someone",
            "by carelessness",
        ],
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (found, _) in NARROWING.items() for text in found])
def test_a_narrowing_detail_is_found(kind: str, text: str) -> None:
    assert kind in details(text=text)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, near) in NARROWING.items() for text in near])
def test_what_only_looks_like_a_detail_is_left_alone(kind: str, text: str) -> None:
    assert kind not in details(text=text)


def test_every_kind_is_tried_ten_times_both_ways() -> None:
    assert all(len(set(found)) >= 10 and len(set(near)) >= 10 for found, near in NARROWING.values())


# A case for each word of the lists, and for each way in which a mark of identity is written.
MORE_NARROWING = {
    "city or finer": (
        "dandong; SHENYANG; Yanji; Beijing; Dalian; Ningbo; Shanghai; Guangzhou; Shenzhen; Helong; Hunchun; "
        "Tumen; Changchun; "
        "Harbin; Sinuiju; Pyongyang; Hyesan; Rason; Vladivostok; Moscow; Vientiane; Kuala Lumpur; Bangkok; Hanoi; "
        "Phnom Penh; the city of X; Zhenxing District; the consulate; the embassy in X; a street; a hotel; "
        "the village; "
        "Tianjin; Qingdao; Tonghua; Donggang; Longjing; Mudanjiang; Quanhe; Khabarovsk; Rajin; Musan; Hoeryong; "
        "Chongjin; "
        "Seoul; an apartment; a neighbourhood; "
        "단둥에서; 단동; 선양; 심양; 연길; 옌지; 베이징; 북경; 대련; 다롄; 닝보; 상하이; 광저우; 훈춘; 투먼; "
        "도문; 장춘; 창춘; 하얼빈; 신의주; "
        "평양; 혜산; 라선; 나선; 블라디보스토크; 모스크바; 방콕; 하노이; 총영사관; 호텔; 丹东; 丹東; 沈阳; "
        "瀋陽; 延吉; 北京; 大连; 大連; 宁波; 上海; "
        "广州; 和龙; 珲春; 图们; 长春; 哈尔滨; 新义州; 平壤; 惠山; 罗先; 海参崴; 莫斯科; 万象; 曼谷; 河内; "
        "领事馆; 酒店; 宾馆; в Даньдуне; "
        "Шэньян; Яньцзи; в Пекине; Далянь; Шанхай; Хуньчунь; Харбин; Синыйджу; Пхеньян; Владивосток; в Москве; "
        "Вьентьян; "
        "Бангкок; Ханой; консульство; гостиница; деревня"
    ),
    "month or finer": (
        "January; in FEBRUARY; april; June; July; August; September; october; November; December; March; "
        "in MARCH; march 2019; "
        "since May; May 2019; May 5, 2019; may 2019; Oct 2023; Apr-19; 5 Jan; 12. sep; 2019-04; 2019/4; "
        "2019.04; 2019-04-30; "
        "12/03/2019; 3.4.19; on Monday; TUESDAY; wednesdays; Thursday; Friday; Saturday; Sundays; "
        "3월; 12 월; 월요일; 3月; 三月; 星期一; 周五; в январе; феврале; в марте; апрель; 5 мая; июнь; июля; "
        "августа; сентябрь; "
        "октября; ноябрь; декабря; понедельник; вторник; четверг; пятница; суббота; воскресенье"
    ),
    "employer, trade or rank": (
        "a trader; a dealer; an interpreter; a translator; a driver; a doctor; an accountant; a cook; a chef; "
        "a nurse; an engineer; "
        "a waitress; restaurant staff; a general; a lieutenant; a colonel; a major; a captain; a minister; "
        "an ambassador; "
        "an attaché; a consul; a counsellor; a secretary; a diplomat; a manager; a director; the chairman; "
        "a security agent; "
        "state-security; a security officer; a trade officer; a trade representative; the office of X; "
        "a bureau; a company; "
        "a corporation; an agency; a ministry; a bank; a factory; "
        "무역상; 상인; 통역; 운전기사; 운전사; 의사; 회계; 요리사; 종업원; 대사; 영사; 참사; 지배인; 사장; "
        "보위원; 보위부; 무역일군; 무역대표; 은행; "
        "회사; 국장; 부장; 소장; 대좌; 商人; 贸易商; 翻译; 司机; 医生; 会计; 厨师; 服务员; 大使; 领事; 参赞; "
        "经理; 董事长; 公司; 银行; 局长; 部长; "
        "上校; торговец; переводчик; водитель; врач; бухгалтер; повар; официант; генерал; полковник; майор; капитан; "
        "министр; посол; консул; советник; секретарь; дипломат; директор; менеджер; компания; банк"
    ),
    "family": (
        "his wife; wives; a husband; the spouse; his son; a daughter; a child; children; her mother; "
        "a grandmother; the father; "
        "parents; a brother; sisters; siblings; a relative; the family; families; a nephew; a niece; a cousin; "
        "an uncle; an aunt; "
        "his fiancée; his in-laws; "
        "아내; 부인; 남편; 아들; 딸; 자녀; 어머니; 아버지; 부모; 형제; 자매; 가족; 친척; 조카; 삼촌; 妻子; "
        "丈夫; 儿子; 女儿; 孩子; 母亲; 父亲; "
        "父母; 兄弟; 姐妹; 家人; 家属; 亲戚; женой; супруга; муж; сын; дочь; дети; мать; отец; родители; брат; "
        "сестра; "
        "родственник; семья"
    ),
    "exact sum": (
        "USD 5; rmb 10,000; US$300; $5,000; £70; 300 dollars; 130k USD; 20 thousand yuan; 40€; "
        "a hundred thousand dollars; "
        "3만 위안; 500 달러; 5万元; 三千美元; 300 долларов; 5 тыс. юаней; 2 млн вон"
    ),
    "route": (
        "through Russia; via LAOS; across the river; over the sea; by train; on a boat; on the bus; "
        "on foot by car; by foot; "
        "the route south; 라오스를 경유; 강을 건너; 국경을 넘어; 기차로; 배를 타고; 经由老挝; 途经; 越境; 过江; "
        "渡江; 偷渡; 坐火车; через Лаос; поезд; "
        "на лодке; автобус; пересек границу"
    ),
}


NEARLY_NARROWING = {
    "city or finer": "a streetwise man; villagers' rights; in the province; 도시; 城市; 지방; 外国; город",
    "month or finer": "in 2019; 3개월 동안; 三个月; 2019년; 2019年; месяц; he may go; march past; 1.125; 3,000; "
    "sundry; octopus; 2019-20; decent",
    "employer, trade or rank": "an official; a worker; banking on it; in secret; 사람; 노동자; 工人; человек; "
    "managed to; mayor; directed",
    "family": "familiar; 사람; 人; человек; sonar; childish; мужество; motherland",
    "exact sum": "5 persons; 20 percent; 3만 명; 五人; 5 человек; 2019; won the vote; many dollars",
    "route": "all the way; 사람을 통해; 通过朋友; by and by; on business; training",
}


def cases(texts: str) -> list[str]:
    return [text for text in texts.split("; ") if text]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in MORE_NARROWING.items() for text in cases(texts)]
)
def test_each_word_for_a_detail_is_found(kind: str, text: str) -> None:
    assert kind in details(text=text)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, near in NEARLY_NARROWING.items() for text in cases(near)]
)
def test_a_word_that_only_resembles_one_is_left_alone(kind: str, text: str) -> None:
    assert kind not in details(text=text)


def test_no_alternative_of_a_detail_can_go_without_a_case_failing() -> None:
    """Each alternative is the only one of its kind that finds some case."""
    idle = []
    for kind, groups in DETAILS.items():
        texts = [*NARROWING[kind.name][0], *cases(MORE_NARROWING[kind.name])]
        views = [view for text in texts for view in ((normalised(text), normalised(text).lower()))]
        ways = [re.compile(way) for group in groups for way in group]
        needed = {found[0] for view in views if len(found := [way for way in ways if way.search(view)]) == 1}
        idle += [f"{kind.name}: {way.pattern}" for way in ways if way not in needed]
    assert idle == []
